import { useEffect, useRef } from 'react';
import type { LabOut } from '@/api';
import { useScheme } from '@/shared/theme/colour';
import styles from './AnswerPlane.module.css';
import { paintAnswer, paintPoints } from './paint';
import type { Screen } from './screen';
import { usePainting } from './usePainting';

const CELLS = 48;

interface Props {
  screen: Screen;
  points: LabOut['points'];
  /** Its accessible name. */
  label: string;
  /** Also the points that are kept for testing, hollow. */
  tests?: boolean;
  /** The node whose units are the answer. */
  answer?: string;
}

/** How sure the network is of either class at each place of the plane, with the points that it learns from. */
export function AnswerPlane({ screen, points, label, tests = false, answer = 'softmax' }: Props) {
  const plane = usePainting(screen, (canvas) => paintAnswer(canvas, screen.maps.get(answer)), answer);
  return (
    <div className={styles.plane}>
      <canvas ref={plane} role="img" aria-label={label} className={styles.answer} />
      <PointsLayer points={points} tests={tests} screen={screen} />
    </div>
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
