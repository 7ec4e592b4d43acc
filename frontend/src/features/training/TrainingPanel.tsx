import { Button } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded } from '@/shared/liveRun';
import { useWorkbench } from '@/shared/workbench';
import { ErrorText, Panel } from '@/shared/ui';
import { type Action, primaryOf, type Situation } from './availability';
import { Controls } from './Controls';
import { LearningRate } from './LearningRate';
import { Readings } from './Readings';
import { batchSizeOf, learningRateOf, seedOf } from './recipes';
import { Announcement, StatusLine } from './Status';
import styles from './Training.module.css';
import { Trouble } from './Trouble';
import { useDocumentRun } from './useDocumentRun';
import { useTrainingKeys } from './useTrainingKeys';
import { useTraining } from './useTraining';

/** The training cluster beside the network: what is on the canvas is trained, watched and steered from here. */
export function TrainingPanel({ className }: { className?: string }) {
  const { t } = useTranslation('training');
  useDocumentRun();
  const { run, recipe, catalogue, situation, act, error } = useTraining();
  useTrainingKeys(situation, (action) => act({ do: action }));
  const select = useWorkbench((bench) => bench.select);
  const ready = recipe !== null;
  const onAction = useCallback((action: Action) => act({ do: action }), [act]);
  const onRate = useCallback((lr: number) => act({ do: 'learningRate', lr }), [act]);

  return (
    <Panel label={t('region')} heading={null} className={[styles.panel, className].filter(Boolean).join(' ')}>
      <Controls situation={situation} onAction={onAction} />
      {error && <ErrorText error={error} />}
      {run && (
        <Trouble
          run={run}
          batchSize={recipe ? batchSizeOf(recipe, catalogue) : undefined}
          onRetry={(lr) => act({ do: 'retry', lr })}
          onBatchSize={(size) => act({ do: 'batchSize', size })}
          onEdit={(node) => select(node ? [node] : [])}
        />
      )}
      <Readings run={run} />
      <Announcement run={run} />
      <StatusLine run={run} />
      <Notice situation={situation} seed={ready ? seedOf(recipe) : 0} onTrain={() => act({ do: 'train' })} />
      {recipe && (
        <LearningRate
          value={learningRateOf(recipe, catalogue)}
          now={run?.progress.lr ?? null}
          active={run !== null && !hasEnded(run)}
          onChange={onRate}
        />
      )}
    </Panel>
  );
}

/** What differs between the canvas and the run that is shown, and what follows from it. */
function Notice({ situation, seed, onTrain }: { situation: Situation; seed: number; onTrain: () => void }) {
  const { t } = useTranslation('training');
  const { run, change } = situation;
  if (!run || !change) return null;
  const ended = hasEnded(run);
  if (ended && change === 'settings') return null; // Train begins with the new settings anyway
  return (
    <div className={styles.notice}>
      <span>{t(`changed.${change}`, { seed })}</span>
      {primaryOf(situation) === 'pause' && change !== 'settings' && (
        <Button size="compact-xs" onClick={onTrain}>
          {t('actions.train')}
        </Button>
      )}
    </div>
  );
}
