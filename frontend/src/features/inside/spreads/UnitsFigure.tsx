import { useTranslation } from 'react-i18next';
import type { UnitsOut } from '@/api';
import { number, percent } from '@/shared/format';
import styles from './Spreads.module.css';
import { Steps } from './Steps';

interface Props {
  units: UnitsOut;
  steps: readonly number[];
  at: number;
  choose: (at: number) => void;
}

/** The share of dead units, or of saturated outputs, at each moment. */
export function UnitsFigure({ units: { which, total, shares }, steps, at, choose }: Props) {
  const { t } = useTranslation('inside-time');
  const now = shares[at] ?? null;
  const step = number(steps[at]);
  const said =
    now === null
      ? t('spreads.unknown', { step })
      : t(`spreads.units.${which}`, { step, share: percent(now), dead: number(Math.round(now * (total ?? 0))), total: number(total) });
  return (
    <figure className={styles.figure}>
      <figcaption>{t(`spreads.title.${which}`)}</figcaption>
      <div className={styles.plot}>
        <span className={`${styles.high} num`}>{percent(1, 0)}</span>
        <span className={`${styles.low} num`}>{percent(0, 0)}</span>
        <div
          className={styles.strip}
          onPointerDown={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect();
            choose(Math.max(0, Math.min(shares.length - 1, Math.floor(((event.clientX - left) / width) * shares.length))));
          }}
        >
          <svg viewBox={`0 0 ${shares.length} 1`} preserveAspectRatio="none" role="img" aria-label={said} className={styles.shares}>
            {shares.map((share, place) => (
              <rect key={place} x={place} y={1 - (share ?? 0)} width={1} height={share ?? 0} />
            ))}
          </svg>
          <span className={styles.mark} style={{ left: `${(100 * at) / shares.length}%`, width: `${100 / shares.length}%` }} />
        </div>
        <Steps steps={steps} />
      </div>
      <p className={styles.facts}>{said}</p>
    </figure>
  );
}
