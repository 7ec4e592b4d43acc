import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { useWorkbench } from '@/shared/workbench';
import type { ChosenModel } from './chosenModel';

/** Chooses who reads the drawing. */
export function ModelSwitch({ id, models }: ChosenModel) {
  const { t } = useTranslation('drawing');
  const option = ({ id: value, name }: ModelOut) => ({ value, label: name });
  const groups = [
    { group: t('inTraining'), items: models.filter(({ live }) => live).map(option) },
    { group: t('bundled'), items: models.filter(({ live, origin }) => !live && origin === 'zoo').map(option) },
    { group: t('own'), items: models.filter(({ live, origin }) => !live && origin === 'run').map(option) },
  ].filter(({ items }) => items.length > 0);
  const known = models.some((model) => model.id === id);
  return (
    <NativeSelect
      size="xs"
      aria-label={t('model')}
      value={id}
      // while the list is on its way, the one in use is already there by its name
      data={known ? groups : [{ value: id, label: id.slice(id.indexOf(':') + 1) }, ...groups]}
      onChange={(event) => useWorkbench.getState().chooseModel(event.currentTarget.value)}
    />
  );
}
