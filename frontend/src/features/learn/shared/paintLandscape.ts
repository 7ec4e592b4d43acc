/** The loss over two weights as a map with lines of equal height: the darker, the lower. */
import { sized } from '@/shared/lab';
import { rgb, themeColour } from '@/shared/theme/colour';
import type { Landscape } from './useLandscape';

const PIXELS = 320;
const BANDS = 14;
const COLOURS = ['--slate', '--positive', '--chalk'] as const;

/** Weights of the four values around a place, `share` of the way between the middle two: exact for a bowl (Catmull & Rom, 1974). */
function blend(share: number): readonly number[] {
  const [s, t] = [share, 1 - share];
  return [-0.5 * s * t * t, 1 + s * s * (1.5 * s - 2.5), 1 + t * t * (1.5 * t - 2.5), -0.5 * t * s * s];
}

/** The loss between the measured places, at shares of the side. */
export function heightAt({ heights, range: { cells } }: Landscape, right: number, down: number): number {
  const [column, row] = [right * cells - 0.5, down * cells - 0.5];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [across, along] = [blend(column - left), blend(row - top)];
  const cell = (place: number) => Math.max(0, Math.min(cells - 1, place));
  let height = 0;
  for (let y = 0; y < 4; y += 1) {
    for (let x = 0; x < 4; x += 1) {
      const share = (across[x] as number) * (along[y] as number);
      if (share !== 0) height += share * (heights[cell(top + y - 1) * cells + cell(left + x - 1)] ?? NaN);
    }
  }
  return height;
}

/** Below `ring` it is nearly as low as it gets: the rim of that is drawn bright. */
export function paintLandscape(canvas: HTMLCanvasElement, landscape: Landscape, ring: number | null): void {
  const context = sized(canvas, PIXELS);
  if (!context) return;
  const lowest = landscape.lowest.loss;
  const highest = landscape.highest;
  const colours = COLOURS.map((name) => rgb(themeColour(name)));
  const bright = rgb(themeColour('--chalk'));
  const picture = context.createImageData(PIXELS, PIXELS);
  const heights = Float32Array.from({ length: PIXELS * PIXELS }, (_, pixel) =>
    heightAt(landscape, ((pixel % PIXELS) + 0.5) / PIXELS, (Math.floor(pixel / PIXELS) + 0.5) / PIXELS),
  );
  const inside = (pixel: number) => ring !== null && (heights[pixel] ?? Infinity) < ring;
  heights.forEach((loss, pixel) => {
    const share = Number.isFinite(loss) ? Math.sqrt(Math.max(0, loss - lowest) / (highest - lowest || 1)) : 1;
    const band = Math.floor(share * BANDS) / BANDS;
    const rim = inside(pixel) && [1, -1, PIXELS, -PIXELS].some((step) => !inside(pixel + step));
    const [from, to] = band < 0.5 ? [colours[0], colours[1]] : [colours[1], colours[2]];
    const mix = band < 0.5 ? 2 * band : 2 * band - 1;
    for (let channel = 0; channel < 3; channel += 1) {
      const [a, b] = [from?.[channel] ?? 0, to?.[channel] ?? 0];
      picture.data[4 * pixel + channel] = rim ? (bright[channel] ?? 255) : a + mix * (b - a);
    }
    picture.data[4 * pixel + 3] = 255;
  });
  context.putImageData(picture, 0, 0);
}
