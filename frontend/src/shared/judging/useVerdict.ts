/** The judge's verdict on a model, and how far one that is being made has come. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { cancelModelJudgement, type JudgeIn, judgeModel, type VerdictOut } from '@/api';
import { getModelVerdictOptions, getModelVerdictQueryKey } from '@/api/@tanstack/react-query.gen';
import { failureOf } from '@/shared/problems';
import { useStreamMessage } from '@/shared/stream';
import { toastError } from '@/shared/toast';
import type { Verdict } from './verdict';

export function useVerdict(model: string) {
  const client = useQueryClient();
  const path = { id: model };
  const queryKey = getModelVerdictQueryKey({ path });
  const { data: told, error, refetch } = useQuery(getModelVerdictOptions({ path }));
  const put = (answer: VerdictOut) => client.setQueryData(queryKey, answer);
  const start = useMutation({ mutationFn: (body: JudgeIn) => judgeModel({ path, body }), onSuccess: put, onError: toastError });
  const cancel = useMutation({ mutationFn: () => cancelModelJudgement({ path }), onSuccess: put, onError: toastError });
  useStreamMessage('judging', ({ model: judged, type: _type, ...news }) => {
    if (judged !== model) return;
    client.setQueryData<VerdictOut>(queryKey, (known) => known && { ...known, ...news });
    if (news.state === 'ready') void client.invalidateQueries({ queryKey });
  });
  return {
    /** The newest answer; undefined until there is one. */
    told,
    verdict: (told?.verdict ?? null) as unknown as Verdict | null,
    busy: told?.state === 'waiting' || told?.state === 'running',
    error: told ? null : error,
    /** Why there is no verdict, or none that is newer. */
    failed: failureOf(told),
    again: () => void refetch(),
    start: (asked: JudgeIn = {}) => start.mutate(asked),
    starting: start.isPending,
    cancel: () => cancel.mutate(),
    cancelling: cancel.isPending,
  };
}
