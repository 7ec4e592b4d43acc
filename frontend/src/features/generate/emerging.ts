/** A digit that comes out of noise, step by step: drawn from its strokes and always the same. */

export const SIZE = 28;
export const STEPS = 5;

/** A seven, in the pixels of the picture. */
const STROKE = [
  [7, 8],
  [20.5, 7],
  [13, 22],
] as const;
const PEN = 1.5;

/** 784 bytes: noise at step 0, the digit at the last step. */
export function emerging(step: number): Uint8Array {
  const clear = step / (STEPS - 1);
  const noise = random(step + 1);
  return Uint8Array.from({ length: SIZE * SIZE }, (_, place) => {
    const ink = Math.min(Math.max(PEN + 0.7 - distance(place % SIZE, Math.floor(place / SIZE)), 0), 1);
    return 255 * (clear * ink + (1 - clear) * noise() * 0.8);
  });
}

/** From a pixel to the nearest point of the stroke. */
function distance(x: number, y: number): number {
  let nearest = Infinity;
  STROKE.slice(1).forEach(([endX, endY], part) => {
    const [startX, startY] = STROKE[part] ?? [endX, endY];
    const [alongX, alongY] = [endX - startX, endY - startY];
    const share = ((x - startX) * alongX + (y - startY) * alongY) / (alongX ** 2 + alongY ** 2);
    const held = Math.min(Math.max(share, 0), 1);
    nearest = Math.min(nearest, Math.hypot(x - startX - held * alongX, y - startY - held * alongY));
  });
  return nearest;
}

/** Park and Miller's generator: 0 … 1. */
function random(seed: number): () => number {
  let state = seed * 7919;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
