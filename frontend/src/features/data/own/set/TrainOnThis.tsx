import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OwnOut } from '@/api';
import { useWorkbench } from '@/shared/workbench';
import { RefusableButton } from '../../RefusableButton';
import { recipeFor } from '../network';

/** Opens a filled canvas with a network for these pictures; one press on Train begins. */
export function TrainOnThis({ own }: { own: OwnOut }) {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const learnt = own.classes.filter(({ train }) => train > 0).length;
  const open = () => {
    useWorkbench.getState().openDocument({ id: null, revision: 0, name: own.name, recipe: recipeFor(own), positions: {} });
    void navigate('/');
  };
  return <RefusableButton label={t('set.train')} refusal={learnt < 2 ? t('set.tooFew') : undefined} act={open} />;
}
