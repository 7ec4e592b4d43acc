import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './Shared.module.css';
import { type Place, placeByKey, type Range, shareAt, valueAt } from './range';

interface Props {
  /** Its accessible name, with the place in it. */
  label: string;
  range: Range;
  /** The place that is pointed at; it stays at the rim when it lies outside. */
  place: Place | null;
  /** How far an arrow key goes. */
  step: number;
  onPlace: (place: Place) => void;
  /** The pictures beneath. */
  children: ReactNode;
}

/** A square of places, one of which is pointed at: by mouse and finger, dragged, or with the arrow keys. */
export function Square({ label, range, place, step, onPlace, children }: Props) {
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    onPlace({ x: valueAt(right, range), y: valueAt(1 - down, range) });
  };
  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    point(event);
  };
  const press = (event: KeyboardEvent) => {
    const next = placeByKey(event.key, place ?? { x: 0, y: 0 }, step, range);
    if (!next) return;
    event.preventDefault();
    onPlace(next);
  };
  const within = (value: number) => Math.max(range.low, Math.min(range.high, value));
  return (
    <div
      role="application"
      aria-label={label}
      tabIndex={0}
      className={styles.square}
      onPointerDown={begin}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
      onKeyDown={press}
    >
      {children}
      {place && (
        <span
          aria-hidden="true"
          className={styles.ball}
          style={{ left: `${100 * shareAt(within(place.x), range)}%`, top: `${100 - 100 * shareAt(within(place.y), range)}%` }}
        />
      )}
    </div>
  );
}
