/** Changes a data set in one step, and offers the way back from it. */
import { useTranslation } from 'react-i18next';
import type { ChangeIn } from '@/api';
import { toastUndo } from '@/shared/toast';
import type { Editing } from '../asking';
import { changeWords } from './changeWords';

/** Answers whether it was done; why not has been told then. */
export function useChanging({ edit, undo }: Pick<Editing, 'edit' | 'undo'>) {
  const { t } = useTranslation('own');
  return async (...changes: ChangeIn[]): Promise<boolean> => {
    const after = await edit.mutateAsync(changes).catch(() => undefined);
    if (after?.undo) toastUndo(changeWords(t, after.undo), async () => void (await undo.mutateAsync(after.version)));
    return after !== undefined;
  };
}
