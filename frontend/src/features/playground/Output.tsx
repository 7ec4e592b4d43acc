import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabOut } from '@/api';
import { percent } from '@/shared/format';
import { useScheme } from '@/shared/theme/colour';
import { Panel } from '@/shared/ui';
import { paintAnswer, paintPoints } from './paint';
import styles from './Playground.module.css';
import type { Screen } from './screen';
import { ANSWER } from './settings';
import { usePainting } from './usePainting';

const CELLS = 48;

/** What the network answers over the plane, with the points that it learns from. */
export function Output({ screen, out, points }: { screen: Screen; out: LabOut | null; points: LabOut['points'] }) {
  const { t } = useTranslation('playground');
  const [tests, setTests] = useState(false);
  const plane = usePainting(screen, (canvas) => paintAnswer(canvas, screen.maps.get(ANSWER)), ANSWER);
  const accuracy = out?.measured?.test.accuracy;
  return (
    <Panel label={t('output.title')} className={styles.output}>
      <div className={styles.plane}>
        <canvas ref={plane} role="img" aria-label={t('output.name', { accuracy: percent(accuracy) })} className={styles.answer} />
        <PointsLayer points={points} tests={tests} screen={screen} />
      </div>
      <div className={styles.key}>
        {[0, 1].map((label) => (
          <span key={label} className={styles.keyEntry}>
            <svg viewBox="0 0 12 12" width="12" fill={`var(--class-${label})`} aria-hidden="true">
              {label === 0 ? <circle cx="6" cy="6" r="5" /> : <path d="M1.5 1.5h9v9h-9z" />}
            </svg>
            {t('class', { name: label })}
          </span>
        ))}
        <label className={styles.tests}>
          <input type="checkbox" role="switch" checked={tests} onChange={(event) => setTests(event.currentTarget.checked)} />
          {t('output.tests')}
        </label>
      </div>
      <p className={styles.note}>{t('output.note')}</p>
    </Panel>
  );
}

/** Painted only when the points are others: they lie over the answer, which changes all the time. */
function PointsLayer({ points, tests, screen }: { points: LabOut['points']; tests: boolean; screen: Screen }) {
  const layer = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    const canvas = layer.current;
    if (!canvas || !points) return;
    const groups = [{ points: points.training, hollow: false }, ...(tests ? [{ points: points.test, hollow: true }] : [])];
    const draw = () => paintPoints(canvas, groups, screen.reach, CELLS);
    const sizes = new ResizeObserver(draw);
    sizes.observe(canvas);
    draw();
    return () => sizes.disconnect();
  }, [points, tests, screen, scheme]);
  return <canvas ref={layer} aria-hidden="true" className={styles.dots} />;
}
