import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { datasetOf } from '@/shared/recipe';
import { toastUndo } from '@/shared/toast';
import { useHistory, useWorkbench } from '@/shared/workbench';
import { fits, labelOf } from './datasets';
import { RefusableButton } from './RefusableButton';

/** Lets the network on the workbench learn from a data set, undoably. */
export function UseDataset({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const recipe = useWorkbench((state) => state.recipe);
  const undo = useHistory((history) => history.undo);
  const refusal = () => {
    if (set.state !== 'ready') return t('nothingToLearn');
    if (!recipe) return t('noNetwork');
    if (datasetOf(recipe) === set.name) return t('alreadyUsed');
    return fits(recipe, set) ? undefined : t('doesNotFit');
  };
  const put = () => {
    if (!recipe) return;
    useWorkbench.getState().edit({ ...recipe, data: { ...recipe.data, dataset: set.name } });
    toastUndo(t('datasetUsed', { name: labelOf(set) }), () => undo());
  };
  return (
    <RefusableButton label={t('learnFromIt')} refusal={refusal()} act={put} />
  );
}
