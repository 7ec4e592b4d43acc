import { useEffect, useRef } from 'react';
import type { Points } from '@/api';
import { classColour, sign } from '@/shared/plane/signs';
import { themeColour, useScheme } from '@/shared/theme/colour';
import { frameOf } from './scatter';
import styles from './Scatter.module.css';

interface Props {
  points: Points;
  /** Its accessible name; an empty one makes it decoration. */
  label: string;
  /** Half the size of a point's sign, in pixels of the screen. */
  radius?: number;
}

/** The points of a two-dimensional data set, coloured and shaped by class. */
export function Scatter({ points, label, radius = 4 }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();

  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const draw = () => paint(place, points, radius);
    const sizes = new ResizeObserver(draw);
    sizes.observe(place);
    draw();
    return () => sizes.disconnect();
  }, [points, radius, scheme]);

  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return <canvas {...named} ref={canvas} className={styles.scatter} />;
}

function paint(canvas: HTMLCanvasElement, { x, y, label }: Points, radius: number) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio;
  const size = Math.round(canvas.clientWidth * ratio);
  canvas.width = canvas.height = size;
  const frame = frameOf(x, y, size, 3 * radius * ratio);
  context.strokeStyle = themeColour('--panel');
  context.lineWidth = 0.75 * ratio;
  x.forEach((right, place) => {
    const number = label[place] ?? 0;
    context.beginPath();
    sign(context, number, (right - frame.left) * frame.scale, (frame.top - (y[place] ?? 0)) * frame.scale, radius * ratio);
    context.fillStyle = themeColour(classColour(number));
    context.fill();
    context.stroke();
  });
}
