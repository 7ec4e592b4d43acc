/** Playing a timeline: from frame to frame at a pace, and from the last one to the first. */
import { useEffect, useRef } from 'react';

export const PACES = [2, 5, 10] as const; // frames a second

/** The frame that follows: the first one again after the last. */
export function following(place: number, count: number): number {
  return count === 0 ? 0 : (place + 1) % count;
}

/** Calls `advance` at a pace while `playing`. */
export function useTicks(playing: boolean, pace: number, advance: () => void): void {
  const newest = useRef(advance);
  useEffect(() => {
    newest.current = advance;
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => newest.current(), 1000 / pace);
    return () => clearInterval(timer);
  }, [playing, pace]);
}

/** The frames around a place that will be wanted next, the nearest first. */
export function neighbours(place: number, count: number, reach = 4): number[] {
  const near: number[] = [];
  for (let distance = 1; distance <= reach; distance += 1) {
    for (const one of [place + distance, place - distance]) if (one >= 0 && one < count) near.push(one);
  }
  return near;
}

/** The place of the nearest frame that one can go on from; null where there is none. */
export function nearestKept(frames: readonly { snapshot: boolean }[], place: number): number | null {
  const kept = frames.flatMap(({ snapshot }, at) => (snapshot ? [at] : []));
  return kept.length === 0 ? null : kept.reduce((best, at) => (Math.abs(at - place) < Math.abs(best - place) ? at : best));
}
