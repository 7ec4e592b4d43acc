import { useTranslation } from 'react-i18next';
import type { Live, LiveSample } from '@/api';
import { visible } from '@/shared/characters';
import { number, percent } from '@/shared/format';
import { bytesOf, PixelImage, ValueBar } from '@/shared/ui';
import styles from './Live.module.css';
import { TextSamples } from './TextSamples';

/** Some validation examples and what the network takes them for now. */
export function Samples({ live, runId }: { live: Live | undefined; runId: string | null }) {
  const { t } = useTranslation('training');
  const samples = live?.samples ?? [];
  if (samples.length === 0) return <p className={styles.none}>{t(live ? 'samples.none' : 'samples.waiting')}</p>;
  const right = samples.filter((sample) => sample.label === sample.guess).length;
  const texts = runId !== null && live !== undefined && samples.some(({ text }) => text !== null);
  return (
    <div className={styles.live}>
      <div className={styles.line}>
        <span>{t('samples.right', { right: number(right), total: number(samples.length) })}</span>
        <span className="num">{t('filters.step', { step: number(live?.step) })}</span>
      </div>
      {texts ? (
        <TextSamples live={live} runId={runId} />
      ) : (
        <ul className={styles.samples}>
          {samples.map((sample, place) => (
            <Sample key={place} sample={sample} shape={live?.shape ?? []} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Sample({ sample, shape }: { sample: LiveSample; shape: readonly number[] }) {
  const { t } = useTranslation('training');
  const { sure, picture } = sample;
  const [label, guess] = [visible(sample.label), visible(sample.guess)];
  const right = label === guess;
  const [height = 0, width = 0] = shape;
  const words = t(right ? 'samples.hit' : 'samples.miss', { label, guess, sure: percent(sure, 0) });
  return (
    <li className={styles.sample} data-right={right || undefined} title={words}>
      {picture ? (
        <PixelImage values={bytesOf(picture)} width={width} height={height} scale="chalk" label="" className={styles.picture} />
      ) : (
        <span className={styles.truth} aria-hidden="true">
          {label}
        </span>
      )}
      <span className="unseen">{words}</span>
      <span className={styles.guess} aria-hidden="true">
        <b>{right ? '✓' : '✕'}</b> {guess}
      </span>
      <ValueBar value={sure} colour={right ? 'var(--ok)' : 'var(--bad)'} />
    </li>
  );
}
