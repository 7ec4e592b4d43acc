import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createRun, type RunDetail } from '@/api';
import { getRunQueryKey } from '@/api/@tanstack/react-query.gen';
import { hasEnded, noteRun, useRun } from '@/shared/liveRun';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { toastError } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import type { Place } from '../place';
import { RunChoice } from '../RunChoice';
import { firstRun, useGeneratorRuns } from '../runs';
import { Play } from '../signs';
import { JudgeSays, Networks } from './Course';
import { Newest } from './Newest';
import { type Choice, chosenOf, useChoices } from './recipes';
import { RecipeFacts } from './RecipeFacts';
import styles from './Train.module.css';

/** What steers a run and tells of it; the page lends these. */
export interface RunParts {
  controls: (run: RunDetail) => ReactNode;
  readings: (run: RunDetail) => ReactNode;
  trouble: (run: RunDetail) => ReactNode;
}

/** Train a generator and watch its pictures come. */
export function TrainView({ place, parts }: { place: Place; parts: RunParts }) {
  const { t } = useTranslation('generate');
  const client = useQueryClient();
  const { runs, error: runsError, retry: readRuns } = useGeneratorRuns();
  const { choices, error, retry } = useChoices();
  const [wanted, setWanted] = useState<string | null>(null);
  const id = place.run ?? (runs ? firstRun(runs) : null);
  const { data: run, error: gone } = useRun(id);
  const choice = choices && chosenOf(choices, wanted);

  const begin = useMutation({
    mutationFn: ({ id: source, recipe, title }: Choice) =>
      createRun({
        body: { recipe: { ...recipe, title }, document: source === 'draft' ? useWorkbench.getState().documentId : null },
      }),
    onSuccess: (made) => {
      client.setQueryData(getRunQueryKey({ path: { id: made.id } }), made);
      noteRun(client, made);
      place.go({ run: made.id });
    },
    onError: toastError,
  });

  if (runsError) return <ErrorText error={runsError} retry={readRuns} />;
  if (!runs) return <Waiting />;
  const shown = gone ? undefined : run;
  const active = shown !== undefined && !hasEnded(shown);
  return (
    <div className={styles.train}>
      <div className={styles.stage}>
        <Newest run={shown} />
      </div>
      <div className={styles.aside}>
        <Panel label={t('training:region')} heading={null} className={styles.card}>
          {error !== null && <ErrorText error={error} retry={retry} />}
          {active ? (
            parts.controls(shown)
          ) : (
            <>
              {choices && choice && (
                <>
                  <NativeSelect
                    label={t('train.what')}
                    value={choice.id}
                    data={choices.map((one) => ({ value: one.id, label: one.id === 'draft' ? t('train.draft', { name: one.title }) : one.title }))}
                    onChange={(event) => setWanted(event.currentTarget.value)}
                  />
                  <RecipeFacts choice={choice} />
                </>
              )}
              <Button
                variant="filled"
                leftSection={<Play />}
                disabled={!choice}
                loading={begin.isPending}
                onClick={() => choice && begin.mutate(choice)}
              >
                {t('training:actions.train')}
              </Button>
            </>
          )}
          {shown && (
            <>
              {parts.trouble(shown)}
              <div className={styles.watched}>
                <RunChoice runs={runs} id={shown.id} onChoose={(next) => place.go({ run: next })} />
              </div>
              {parts.readings(shown)}
              <Next run={shown} place={place} />
            </>
          )}
        </Panel>
        {shown && <JudgeSays run={shown} />}
      </div>
      {shown && (
        <div className={styles.networks}>
          <Networks run={shown} />
        </div>
      )}
    </div>
  );
}

/** Where one can go with it. */
function Next({ run, place }: { run: RunDetail; place: Place }) {
  const { t } = useTranslation('generate');
  if (!run.has_model && run.progress.frame_step === undefined) return null;
  return (
    <div className={styles.next}>
      {run.has_model && (
        <Button size="compact-sm" onClick={() => place.go({ view: 'steer', model: `run:${run.id}` })}>
          {t('train.steer')}
        </Button>
      )}
      <Button size="compact-sm" onClick={() => place.go({ view: 'timeline', run: run.id })}>
        {t('train.timeline')}
      </Button>
      {run.has_model && hasEnded(run) && (
        <Button size="compact-sm" onClick={() => place.go({ view: 'judge', model: `run:${run.id}` })}>
          {t('train.judge')}
        </Button>
      )}
    </div>
  );
}
