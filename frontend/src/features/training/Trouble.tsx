import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RunDetail, RunError } from '@/api';
import { number, significant } from '@/shared/format';
import { type Lane, type ModelSpec, namedNodes, type Recipe } from '@/shared/recipe';
import { problemOfRun } from '@/shared/run';
import { problemText } from '@/shared/ui';
import { lowerRate } from './recipes';
import styles from './Trouble.module.css';

interface Props {
  run: RunDetail;
  batchSize: number | undefined;
  /** Take the run up again from its last checkpoint, with another learning rate where one is given. */
  onRetry: (lr?: number) => void;
  /** Begin anew with another batch size. */
  onBatchSize: (size: number) => void;
  /** Show where the network can be changed; the node that went wrong is known, or not. */
  onEdit: (node: string | null) => void;
}

/** What went wrong in a run, in words, and what can be done about it. */
export function Trouble({ run, batchSize, onRetry, onBatchSize, onEdit }: Props) {
  const { t } = useTranslation('training');
  const { error } = run;
  const lane = laneOf(run.recipe as unknown as Recipe, error?.node);
  if (!error) return null;

  const lr = lowerRate(rateOf(run, error));
  const smaller = batchSize && batchSize > 1 ? Math.floor(batchSize / 2) : null;
  const node = error.node ?? null;
  const said = node && lane ? t('inNetwork', { node, network: t(`pair:${lane}`) }) : node;
  const remedies: Partial<Record<NonNullable<RunError['remedies']>[number], [string, () => void] | null>> = {
    'retry-lower-rate': [t('remedies.lowerRate', { rate: significant(lr) }), () => onRetry(lr)],
    'smaller-batch':
      smaller === null ? null : [t('remedies.smallerBatch', { size: number(smaller) }), () => onBatchSize(smaller)],
    retry: [t('remedies.retry'), () => onRetry()],
    edit: [node ? t('remedies.editNode', { node }) : t('remedies.edit'), () => onEdit(node)],
  };
  return (
    <div role="alert" className={styles.trouble}>
      <p className={styles.text}>
        <span aria-hidden="true" className={styles.sign}>
          ✕
        </span>
        {problemText(problemOfRun(error, said))}
      </p>
      {error.remedies?.includes('free-space') && <p className={styles.hint}>{t('remedies.freeSpace')}</p>}
      <div className={styles.remedies}>
        {(error.remedies ?? []).map((remedy) => {
          const [label, apply] = remedies[remedy] ?? [];
          return (
            label && (
              <Button key={remedy} onClick={apply}>
                {label}
              </Button>
            )
          );
        })}
        {error.code === 'diverged' && run.task !== 'classifier' && (run.progress.frame_step ?? null) !== null && (
          <Button component={Link} to={`/generate?run=${run.id}&view=timeline`}>
            {t('remedies.rewind')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Of two networks, that which has the node; names are unique over both. */
function laneOf({ generator, discriminator }: Recipe, node: string | null | undefined): Lane | null {
  const has = (network: ModelSpec | undefined) => network !== undefined && namedNodes(network).some(({ name }) => name === node);
  if (has(discriminator)) return 'discriminator';
  return has(generator) ? 'generator' : null;
}

/** With which learning rate it went wrong. */
function rateOf(run: RunDetail, error: RunError): number {
  const told = error.facts?.lr;
  return typeof told === 'number' ? told : (run.progress.lr ?? 0.001);
}
