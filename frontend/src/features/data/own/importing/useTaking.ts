/** From files to the page on which one looks at what was found in them. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { toast, toastError } from '@/shared/toast';
import { beginImport } from './sendings';
import type { Taken } from './taking';

export function useTaking() {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: beginImport,
    onSuccess: (id) => void navigate(`/data?import=${id}`),
    onError: toastError,
  });
  const take = (taken: readonly Taken[]) => {
    if (taken.length === 0) toast(t('place.nothing'));
    else if (!begin.isPending) begin.mutate(taken);
  };
  return { take, busy: begin.isPending };
}
