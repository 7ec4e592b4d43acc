import { useEffect, useRef } from 'react';
import type { LabOut } from '@/api';
import { type Screen, usePainting } from '@/shared/lab';
import { useScheme } from '@/shared/theme/colour';
import styles from './Gan.module.css';
import { paintMade, paintOpinion, paintReal } from './paint';

const SCORE = 'score';

interface Props {
  screen: Screen;
  points: LabOut['points'];
  /** Its accessible name. */
  label: string;
}

/** How real each place looks to the discriminator, with real points and those that were made. */
export function Opinion({ screen, points, label }: Props) {
  const opinion = usePainting(screen, (canvas) => paintOpinion(canvas, screen.maps.get(SCORE)), SCORE);
  const made = usePainting(screen, (canvas) => paintMade(canvas, screen.out?.made, screen.reach), 'made');
  return (
    <div className={styles.plane}>
      <canvas ref={opinion} role="img" aria-label={label} />
      <Real screen={screen} points={points} />
      <canvas ref={made} aria-hidden="true" />
    </div>
  );
}

/** Painted once: they stay where they are. */
function Real({ screen, points }: Pick<Props, 'screen' | 'points'>) {
  const layer = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    const canvas = layer.current;
    if (!canvas || !points) return;
    const draw = () => paintReal(canvas, points.training, screen.reach);
    const sizes = new ResizeObserver(draw);
    sizes.observe(canvas);
    draw();
    return () => sizes.disconnect();
  }, [points, screen, scheme]);
  return <canvas ref={layer} aria-hidden="true" />;
}
