/** How the play of two networks in the plane is painted. */
import { coloured, sized, type UnitMaps } from '@/shared/lab';
import { themeColour } from '@/shared/theme/colour';

interface Cloud {
  x: readonly number[];
  y: readonly number[];
}

const CELLS = 48;
const PALER = 0.5; // than the points, so that these are seen wherever they lie
const SHOWN = 600; // real points: more would hide what is made

/** From −1, where everything looks made, to 1, where everything looks real: 2σ(score) − 1. */
export function opinionOf(score: number): number {
  return Math.tanh(score / 2);
}

export function paintOpinion(canvas: HTMLCanvasElement, maps: UnitMaps | undefined): void {
  if (!maps) return;
  const context = sized(canvas, maps.size);
  const scale = (maps.scales[0] ?? 0) / 127;
  if (context) coloured(context, maps.size, (place) => PALER * opinionOf((maps.values[place] ?? 0) * scale), ['--generator', '--panel', '--real']);
}

/** Green rings. */
export function paintReal(canvas: HTMLCanvasElement, cloud: Cloud, reach: number): void {
  paint(canvas, { x: cloud.x.slice(0, SHOWN), y: cloud.y }, reach, (context, ratio) => {
    context.strokeStyle = themeColour('--real');
    context.lineWidth = ratio;
    context.stroke();
  });
}

/** Purple discs with a rim. */
export function paintMade(canvas: HTMLCanvasElement, cloud: Cloud | null | undefined, reach: number): void {
  paint(canvas, cloud ?? { x: [], y: [] }, reach, (context, ratio) => {
    context.fillStyle = themeColour('--generator');
    context.strokeStyle = themeColour('--panel');
    context.lineWidth = 0.75 * ratio;
    context.fill();
    context.stroke();
  });
}

/** A disc at each point; the cells' middles carry the rim of the plane. */
function paint(canvas: HTMLCanvasElement, { x, y }: Cloud, reach: number, draw: (context: CanvasRenderingContext2D, ratio: number) => void): void {
  const ratio = window.devicePixelRatio;
  const size = Math.round(canvas.clientWidth * ratio);
  const context = sized(canvas, size);
  if (!context) return;
  context.clearRect(0, 0, size, size);
  const at = (value: number) => ((((value + reach) / (2 * reach)) * (CELLS - 1) + 0.5) / CELLS) * size;
  const radius = Math.max(2, canvas.clientWidth / 170) * ratio;
  x.forEach((right, place) => {
    context.beginPath();
    context.arc(at(right), at(-(y[place] ?? 0)), radius, 0, 2 * Math.PI);
    draw(context, ratio);
  });
}
