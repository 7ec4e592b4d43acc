import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createSweep, deleteSweep, restoreSweep, type SweepOut } from '@/api';
import { listSweepsOptions, listSweepsQueryKey } from '@/api/@tanstack/react-query.gen';
import { dateTime } from '@/shared/format';
import { useStreamMessage } from '@/shared/stream';
import { toastError, toastUndo } from '@/shared/toast';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import type { Place } from '../place';
import { useGeneratorRuns } from '../runs';
import { useChoices } from '../train/recipes';
import styles from './Experiment.module.css';
import { PlanForm } from './PlanForm';
import { Results } from './Results';

/** How much noise and how much label a generator should read: the question, its runs, and what came of them. */
export function ExperimentView({ place }: { place: Place }) {
  const { t } = useTranslation('generate');
  const client = useQueryClient();
  const queryKey = listSweepsQueryKey();
  const { data: sweeps, error, refetch } = useQuery(listSweepsOptions());
  const { choices } = useChoices();
  const { runs } = useGeneratorRuns();
  useStreamMessage('events', ({ run, events }) => {
    if (!events.some(({ event }) => event === 'frame' || event === 'evaluated')) return;
    if (has(client.getQueryData<SweepOut[]>(queryKey), run)) void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  });
  useStreamMessage('run', ({ run }) => {
    if (has(client.getQueryData<SweepOut[]>(queryKey), run.id)) void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  });

  const start = useMutation({
    mutationFn: (body: Parameters<typeof createSweep>[0]['body']) => createSweep({ body }),
    onSuccess: (made) => {
      client.setQueryData<SweepOut[]>(queryKey, (known) => [made, ...(known ?? [])]);
      place.go({ sweep: made.id });
    },
    onError: toastError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: SweepOut) => deleteSweep({ path: { id } }),
    onMutate: ({ id }) => client.setQueryData<SweepOut[]>(queryKey, (known) => known?.filter((sweep) => sweep.id !== id)),
    onSuccess: (_, { id, name }) => {
      place.go({ sweep: null });
      toastUndo(t('experiment.deleted', { name }), async () => {
        await restoreSweep({ path: { id } });
        await client.invalidateQueries({ queryKey });
        place.go({ sweep: id });
      });
    },
    onError: (problem) => {
      toastError(problem);
      void client.invalidateQueries({ queryKey });
    },
  });

  if (error && !sweeps) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!sweeps) return <Waiting />;
  const sweep = sweeps.find(({ id }) => id === place.sweep) ?? sweeps[0];
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <div className={styles.question}>
          <h2>{t('experiment.title')}</h2>
          <p>{t('experiment.what')}</p>
          <p>{t('experiment.claim')}</p>
          <p>{t('experiment.here')}</p>
        </div>
        <Panel label={t('experiment.plan')} className={styles.card}>
          <PlanForm choices={choices ?? []} runs={runs ?? []} starting={start.isPending} onStart={(body) => start.mutate(body)} />
        </Panel>
      </div>
      {sweep && (
        <section aria-label={t('experiment.results')} className={styles.results}>
          <div className={styles.head}>
            {sweeps.length > 1 ? (
              <NativeSelect
                label={t('experiment.which')}
                value={sweep.id}
                data={sweeps.map((one) => ({ value: one.id, label: t('experiment.named', { name: one.name, when: dateTime(one.created) }) }))}
                onChange={(event) => place.go({ sweep: event.currentTarget.value })}
              />
            ) : (
              <h2>{sweep.name}</h2>
            )}
            <Button color="bad" variant="subtle" loading={remove.isPending} onClick={() => remove.mutate(sweep)}>
              {t(sweep.state === 'ended' ? 'experiment.delete' : 'experiment.cancel')}
            </Button>
          </div>
          <Results sweep={sweep} />
        </section>
      )}
    </div>
  );
}

function has(sweeps: readonly SweepOut[] | undefined, run: string): boolean {
  return sweeps?.some(({ points }) => points.some((point) => point.run === run)) ?? false;
}
