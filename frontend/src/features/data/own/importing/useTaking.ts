/** From files to the page on which one looks at what was found in them. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { toast, toastError } from '@/shared/toast';
import { beginImport, endImport } from './sendings';
import type { Taken } from './taking';

export interface Where {
  /** The id of the data set to which the pictures are added; otherwise they become one. */
  into?: string | undefined;
  /** The import in whose place this one comes. */
  instead?: string | undefined;
}

export function useTaking({ into, instead }: Where = {}) {
  const { t } = useTranslation('own');
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: async ({ taken, aim }: { taken: readonly Taken[]; aim: string | undefined }) => {
      const id = await beginImport(taken, aim ?? into);
      if (instead) await endImport(instead);
      return id;
    },
    onSuccess: (id) => void navigate(`/data?import=${id}`, { replace: instead !== undefined }),
    onError: toastError,
  });
  /** `aim`: the data set that was meant, where it is another one. */
  const take = (taken: readonly Taken[], aim?: string) => {
    if (taken.length === 0) toast(t('place.nothing'));
    else if (!begin.isPending) begin.mutate({ taken, aim });
  };
  return { take, busy: begin.isPending };
}
