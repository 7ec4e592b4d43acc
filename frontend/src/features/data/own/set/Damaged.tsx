import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { ProblemsError } from '@/shared/problems';
import { ErrorText } from '@/shared/ui';
import { OpenedHead } from '../../OpenedHead';
import { useRemoval } from './useRemoval';

export function isDamaged(error: unknown): boolean {
  return error instanceof ProblemsError && error.problems.some(({ code }) => code === 'own-damaged');
}

/** A data set that cannot be read any more, and the way to be rid of it. */
export function Damaged({ set: { name, label }, error }: { set: Pick<DatasetOut, 'name' | 'label'>; error: unknown }) {
  const { t } = useTranslation('own');
  const remove = useRemoval({ id: name.slice('own:'.length), name: label, dataset: name });
  return (
    <>
      <OpenedHead title={label} />
      <ErrorText error={error} />
      <Button mt="md" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('set.delete')}
      </Button>
    </>
  );
}
