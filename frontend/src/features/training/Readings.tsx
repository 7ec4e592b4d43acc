import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { duration, number, percent } from '@/shared/format';
import { hasEnded } from '@/shared/liveRun';
import { taskOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { Found, useGeneratorMark } from './GeneratorReadings';
import styles from './Training.module.css';

/** How far the run is and how well it does. The places stay where they are, whatever is known yet. */
export function Readings({ run }: { run: RunDetail | null }) {
  const { t } = useTranslation('training');
  const progress = run?.progress;
  const drawn = useWorkbench(({ recipe }) => (recipe ? taskOf(recipe) : 'classifier'));
  const generates = (run?.task ?? drawn) !== 'classifier';
  const preparing = run && !hasEnded(run) ? progress?.preparing : null;
  const share = preparing ? part(preparing.done, preparing.total) : part(progress?.step, progress?.steps);

  return (
    <>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={preparing ? t('preparing.name') : t('progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <span style={{ transform: `scaleX(${share ?? 0})` }} />
      </div>
      {preparing ? (
        <p className={styles.preparing}>
          {t('preparing.text', { what: preparation(String(preparing.what ?? ''), t), share: percent(share, 0) })}
        </p>
      ) : (
        <div className={styles.readings}>
          {generates ? <GeneratorMark run={run} /> : <Accuracy run={run} />}
          <div className={styles.right}>
            <div className="num">{epochs(run, t)}</div>
            <div className={styles.small}>{pace(run, t)}</div>
          </div>
        </div>
      )}
      {run && run.task === 'gan' && <Found run={run} />}
    </>
  );
}

function Accuracy({ run }: { run: RunDetail | null }) {
  const { t } = useTranslation('training');
  const tested = run?.progress.test_accuracy ?? null;
  const training = run?.progress.accuracy;
  const shown = tested ?? run?.progress.validation_accuracy ?? null;
  // without validation data, what is known is told with its own name
  const kind = tested !== null ? 'test' : shown === null && typeof training === 'number' ? 'training' : 'validation';
  return <Mark value={percent(kind === 'training' ? training : shown)} name={t(`accuracy.${kind}`)} />;
}

function GeneratorMark({ run }: { run: RunDetail | null }) {
  return <Mark {...useGeneratorMark(run)} />;
}

function Mark({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <div className={styles.big}>{value}</div>
      <div className={styles.small}>{name}</div>
    </div>
  );
}

type Words = ReturnType<typeof useTranslation<'training'>>['t'];

/** What is done to get the data, which the server tells in English. */
function preparation(what: string, t: Words): string {
  const file = /^Downloading (.+)$/.exec(what)?.[1];
  if (file) return t('preparing.downloading', { file });
  return what === 'Drawing digits' ? t('preparing.drawing') : what;
}

function epochs(run: RunDetail | null, t: Words): string {
  const { epoch, epochs: all } = run?.progress ?? {};
  if (!all) return '–';
  return t('epoch', { epoch: number(epoch ?? 0), epochs: number(all) });
}

function pace(run: RunDetail | null, t: Words): string {
  if (!run) return '–';
  const { images_per_second: rate, remaining, seconds } = run.progress;
  if (hasEnded(run)) return seconds ? t('took', { time: duration(seconds) }) : '–';
  const parts = [
    rate ? t('rate', { rate: number(rate) }) : null,
    remaining !== null && remaining !== undefined && !run.paused ? t('left', { time: duration(remaining) }) : null,
  ];
  return parts.filter(Boolean).join(' · ') || '–';
}

function part(done: unknown, total: unknown): number | null {
  if (typeof done !== 'number' || typeof total !== 'number' || total <= 0) return null;
  return Math.min(Math.max(done / total, 0), 1);
}
