import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunRow } from '@/api';
import { stateWord } from '@/shared/run';

interface Props {
  runs: readonly RunRow[];
  id: string;
  onChoose: (id: string) => void;
}

/** Which run is looked at. */
export function RunChoice({ runs, id, onChoose }: Props) {
  const { t } = useTranslation('generate');
  const name = (run: RunRow) => t('runIn', { name: run.name, state: t(`runs:state.${stateWord(run)}`) });
  return (
    <NativeSelect
      label={t('run')}
      value={id}
      data={runs.map((run) => ({ value: run.id, label: name(run) }))}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
