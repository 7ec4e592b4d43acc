import { useEffect, useRef } from 'react';
import { themeColour, useScheme } from '@/shared/theme/colour';
import { at, frameOf, type Points } from './plane';
import styles from './Plane.module.css';

interface Props {
  /** What there is to be learnt: green rings. */
  real: Points | undefined;
  /** What was made: purple discs. */
  generated: Points;
  /** Its accessible name. */
  label: string;
  className?: string;
}

/** Real points and generated ones in the same part of the plane. */
export function Plane({ real, generated, label, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const draw = () => paint(place, real, generated);
    const sizes = new ResizeObserver(draw);
    sizes.observe(place);
    draw();
    return () => sizes.disconnect();
  }, [real, generated, scheme]);
  return <canvas ref={canvas} role="img" aria-label={label} className={[styles.plane, className].filter(Boolean).join(' ')} />;
}

function paint(canvas: HTMLCanvasElement, real: Points | undefined, generated: Points) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio;
  const size = Math.round(canvas.clientWidth * ratio);
  if (canvas.width !== size) canvas.width = canvas.height = size;
  context.clearRect(0, 0, size, size);
  const frame = frameOf(real ?? generated, size);
  const radius = Math.max(2, size / 200);
  const each = (points: Points, draw: (x: number, y: number) => void) =>
    points.x.forEach((x, place) => {
      const [right, down] = at(frame, x, points.y[place] ?? 0);
      if (right >= 0 && down >= 0 && right <= size && down <= size) draw(right, down);
    });

  context.lineWidth = ratio;
  context.strokeStyle = themeColour('--real');
  context.globalAlpha = 0.75;
  each(real ?? { x: [], y: [] }, (x, y) => {
    context.beginPath();
    context.arc(x, y, radius * 1.3, 0, 2 * Math.PI);
    context.stroke();
  });
  context.fillStyle = themeColour('--generator');
  context.globalAlpha = 0.85;
  each(generated, (x, y) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
}
