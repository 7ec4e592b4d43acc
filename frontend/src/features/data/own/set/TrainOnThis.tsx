import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { getOwnRecipe, type OwnOut } from '@/api';
import type { Recipe } from '@/shared/recipe';
import { toastError } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import { RefusableButton } from '../../RefusableButton';

/** Opens a filled canvas with a network that suits these pictures; one press on Train begins. */
export function TrainOnThis({ own }: { own: OwnOut }) {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const learnt = own.classes.filter(({ train }) => train > 0).length;
  const open = useMutation({
    mutationFn: () => getOwnRecipe({ path: { id: own.id } }),
    onSuccess: (recipe) => {
      useWorkbench.getState().openDocument({ id: null, revision: 0, name: own.name, recipe: recipe as unknown as Recipe, positions: {} });
      void navigate('/');
    },
    onError: toastError,
  });
  return <RefusableButton label={t('set.train')} refusal={learnt < 2 ? t('set.tooFew') : undefined} act={() => open.mutate()} />;
}
