import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { createRun, type ModelDetail } from '@/api';
import { getRunQueryKey } from '@/api/@tanstack/react-query.gen';
import { percent } from '@/shared/format';
import { hasEnded, noteRun, useRun } from '@/shared/liveRun';
import type { Recipe } from '@/shared/recipe';
import { problemOfRun, stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import { ErrorText, ProblemText } from '@/shared/ui';
import styles from './Mistakes.module.css';
import type { Corrections } from './useCorrections';

interface Props {
  model: ModelDetail;
  recipe: () => Recipe;
  /** Whether there is anything new to learn. */
  changed: boolean;
  corrections: Corrections;
}

/** Begins the run with this model's weights, shows how far it is, and when it has ended leads to the comparison. */
export function Retraining({ model, recipe, changed, corrections }: Props) {
  const { t } = useTranslation('mistakes');
  const client = useQueryClient();
  const starting = useMutation({
    mutationFn: () => createRun({ body: { recipe: { ...recipe() }, begin_with: model.id } }),
    onSuccess: (made) => {
      client.setQueryData(getRunQueryKey({ path: { id: made.id } }), made);
      noteRun(client, made);
      corrections.begun(made.id);
    },
  });
  const { data: run } = useRun(corrections.run);
  const going = run !== undefined && !hasEnded(run);
  const reason = model.live ? t('retrain.live') : going ? t('retrain.going') : changed ? null : t('retrain.nothing');
  return (
    <div className={styles.retrain}>
      <Button variant="filled" disabled={reason !== null || starting.isPending} title={reason ?? undefined} onClick={() => starting.mutate()}>
        {t('retrain.begin')}
      </Button>
      <p className={styles.help}>{reason ?? t('retrain.says')}</p>
      {starting.error ? <ErrorText error={starting.error} retry={() => starting.mutate()} /> : null}
      {run && <Run run={run} before={model.id} />}
    </div>
  );
}

function Run({ run, before }: { run: NonNullable<ReturnType<typeof useRun>['data']>; before: string }) {
  const { t } = useTranslation('mistakes');
  const { step, steps, test_accuracy: tested, validation_accuracy: validated } = run.progress;
  const origin = before.startsWith('run:') ? before.slice('run:'.length) : null;
  return (
    <div className={styles.run} role="status" aria-label={t('retrain.status')}>
      <span>
        <Link to={`/runs/${run.id}`}>{run.name}</Link> <StateMark state={stateWord(run)} />
      </span>
      {!hasEnded(run) && <progress aria-label={t('retrain.progress')} value={steps ? (step ?? 0) / steps : undefined} />}
      {typeof (tested ?? validated) === 'number' && <span>{t(typeof tested === 'number' ? 'retrain.tested' : 'retrain.validated', { share: percent(tested ?? validated) })}</span>}
      {run.error && (
        <p role="alert">
          <ProblemText problem={problemOfRun(run.error)} />
        </p>
      )}
      {hasEnded(run) && (
        <span className={styles.labels}>
          {origin && (
            <Button component={Link} to={`/compare?runs=${origin},${run.id}`}>
              {t('retrain.compare')}
            </Button>
          )}
          {run.has_model && (
            <Button component={Link} to={`/mistakes?model=run:${run.id}`}>
              {t('retrain.its')}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}
