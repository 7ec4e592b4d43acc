import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BendOut } from '@/api';
import { number } from '@/shared/format';
import { shared } from '../shared';
import styles from './Activations.module.css';

interface Props {
  bend: BendOut;
  /** The number of the place where the point is. */
  at: number;
  onMove: (at: number) => void;
  /** What the activation is called. */
  name: string;
}

const TANGENT = 1.2; // how far it reaches to each side, in x
const FAR = 10; // places, for the page keys

/** The curve, its slope as a thin line, and a point on it that is moved like a slider. */
export function Curve({ bend: { x, y, slope }, at, onMove, name }: Props) {
  const { t } = useTranslation('lesson-activations');
  const last = x.length - 1;
  const [left, right] = [x[0] ?? 0, x[last] ?? 1];
  const [low, high] = [Math.min(0, ...y, ...slope), Math.max(1, ...y, ...slope)];
  const pad = 0.08 * (high - low);
  const across = (value: number) => (value - left) / (right - left);
  const down = (value: number) => (high + pad - value) / (high - low + 2 * pad);
  const line = (values: readonly number[]) => values.map((value, place) => `${across(x[place] ?? 0)},${down(value)}`).join(' ');
  const [hereX, hereY, rise] = [x[at] ?? 0, y[at] ?? 0, slope[at] ?? 0];
  const tangent = [-TANGENT, TANGENT].map((way) => `${across(hereX + way)},${down(hereY + way * rise)}`).join(' ');

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onMove(Math.max(0, Math.min(last, Math.round(((event.clientX - box.left) / box.width) * last))));
  };
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - FAR, PageUp: at + FAR, Home: 0, End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(Math.max(0, Math.min(last, to)));
  };

  return (
    <div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('curve.label', { name })}
        aria-valuemin={left}
        aria-valuemax={right}
        aria-valuenow={hereX}
        aria-valuetext={t('curve.at', { sum: number(hereX, 2), answer: number(hereY, 3), slope: number(rise, 3) })}
        className={styles.curve}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
        onKeyDown={press}
      >
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" className={shared.over}>
          <line x1={0} x2={1} y1={down(0)} y2={down(0)} className={styles.axis} />
          <line x1={across(0)} x2={across(0)} y1={0} y2={1} className={styles.axis} />
          <polyline points={line(slope)} className={styles.slope} />
          <polyline points={line(y)} className={styles.answer} />
          <polyline points={tangent} className={styles.tangent} />
        </svg>
        {[0, 1, ...(high >= 4 ? [4] : [])].map((value) => (
          <span key={value} aria-hidden="true" className={styles.tick} style={{ left: `${100 * across(0)}%`, top: `${100 * down(value)}%` }}>
            {number(value)}
          </span>
        ))}
        <span aria-hidden="true" className={shared.ball} style={{ left: `${100 * across(hereX)}%`, top: `${100 * down(hereY)}%` }} />
      </div>
      <p className={styles.scale} aria-hidden="true">
        <span>{number(left)}</span>
        <span>{t('curve.sum')}</span>
        <span>{number(right)}</span>
      </p>
      <p className={styles.key}>
        <span data-line="answer">{t('curve.answer')}</span>
        <span data-line="slope">{t('curve.slope')}</span>
      </p>
    </div>
  );
}
