import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpreadOut } from '@/api';
import { count, number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { PixelImage } from '@/shared/ui';
import { axisOf, rasterOf } from './raster';
import styles from './Spreads.module.css';
import { Steps } from './Steps';

interface Props {
  /** What is spread: "conv_1.W, weights". */
  label: string;
  of: readonly (SpreadOut | null)[];
  /** How many numbers there are; of very many, some are counted. */
  size: number;
  steps: readonly number[];
  /** The moment that is looked at. */
  at: number;
  choose: (at: number) => void;
  scale: 'weights' | 'activations';
}

const ROWS = 64;

/** All moments side by side, the fuller the stronger in colour; beside them the histogram of one moment. */
export function SpreadFigure({ label, of, size, steps, at, choose, scale }: Props) {
  const { t } = useTranslation('inside-time');
  const axis = useMemo(() => axisOf(of), [of]);
  const raster = useMemo(() => axis && rasterOf(of, ROWS, axis), [of, axis]);
  const now = of[at];
  const first = of.find((one) => one !== null);
  const step = number(steps[at]);
  const facts = (one: SpreadOut) => ({ low: amount(one.low), high: amount(one.high), mean: amount(one.mean), norm: amount(one.norm) });
  const counted = now?.counts.reduce((sum, many) => sum + many, 0) ?? 0;
  const name = [
    now ? t('spreads.name', { label, step, ...facts(now) }) : t('spreads.nameWithout', { label, step }),
    first && t('spreads.began', { step: number(steps[of.indexOf(first)]), ...facts(first) }),
  ];
  return (
    <figure className={styles.figure}>
      <figcaption>{label}</figcaption>
      {axis && raster ? (
        <div className={styles.plot}>
          <span className={`${styles.high} num`}>{amount(axis.high)}</span>
          <span className={`${styles.low} num`}>{amount(axis.low)}</span>
          <div
            className={styles.strip}
            onPointerDown={(event) => {
              const { left, width } = event.currentTarget.getBoundingClientRect();
              choose(Math.max(0, Math.min(of.length - 1, Math.floor(((event.clientX - left) / width) * of.length))));
            }}
          >
            <PixelImage values={raster} width={of.length} height={ROWS} scale={scale} extent={1} label={name.filter(Boolean).join(' ')} className={styles.canvas} />
            <span className={styles.mark} style={{ left: `${(100 * at) / of.length}%`, width: `${100 / of.length}%` }} />
          </div>
          <Bars raster={raster} width={of.length} at={at} />
          <Steps steps={steps} />
        </div>
      ) : (
        <p className={styles.facts}>{t(of.some((one) => one?.broken) ? 'spreads.allBroken' : 'spreads.noGradient')}</p>
      )}
      {axis && <p className={styles.facts}>{now ? t('spreads.facts', { step, ...facts(now) }) : t('spreads.without', { step })}</p>}
      {counted > 0 && counted < size && now?.broken === 0 && <p className={styles.facts}>{t('spreads.counted', { counted: count(counted), size: count(size) })}</p>}
      {(now?.broken ?? 0) > 0 && <p className={styles.bad}>✕ {t('spreads.broken', { count: now?.broken ?? 0, number: count(now?.broken) })}</p>}
    </figure>
  );
}

/** The histogram of one moment, on the axis of the strip beside it. */
function Bars({ raster, width, at }: { raster: Float32Array; width: number; at: number }) {
  return (
    <svg viewBox={`0 0 1 ${ROWS}`} preserveAspectRatio="none" className={styles.bars} aria-hidden="true">
      {Array.from({ length: ROWS }, (_, row) => (
        <rect key={row} x={0} y={row} width={raster[row * width + at] || 0} height={1} />
      ))}
    </svg>
  );
}
