/** How pictures of a Lab are painted: answers over the plane, neurons, points and wires. */
import type { Points } from '@/api';
import type { UnitMaps } from './reading';
import { rgb, type Rgb, themeColour } from '@/shared/theme/colour';

const CLASSES = ['--class-0', '--class-1'] as const;

/** Values from −1 to 1 at each cell as colours between three. */
export function coloured(context: CanvasRenderingContext2D, size: number, value: (place: number) => number, names: readonly `--${string}`[]): void {
  const [low, middle, high] = names.map((name) => rgb(themeColour(name))) as [Rgb, Rgb, Rgb];
  const picture = context.createImageData(size, size);
  for (let place = 0; place < size * size; place += 1) {
    const share = Math.max(-1, Math.min(1, value(place)));
    const end = share < 0 ? low : high;
    for (let channel = 0; channel < 3; channel += 1) {
      const from = middle[channel] as number;
      picture.data[4 * place + channel] = from + Math.abs(share) * ((end[channel] as number) - from);
    }
    picture.data[4 * place + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/** Its context, with so many pixels on each side. */
export function sized(canvas: HTMLCanvasElement, size: number): CanvasRenderingContext2D | null {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  return canvas.getContext('2d');
}

/** The value of one unit at a cell. */
function valueOf({ size, scales, values }: UnitMaps, unit: number): (place: number) => number {
  const scale = (scales[unit] ?? 0) / 127;
  return (place) => (values[unit * size * size + place] ?? 0) * scale;
}

/** What a neuron answers everywhere. Up to 1 its colours are the same for all; beyond, they are measured by its largest. */
export function paintUnit(canvas: HTMLCanvasElement, maps: UnitMaps | undefined, unit: number): void {
  if (!maps || unit >= maps.scales.length) return;
  const value = valueOf(maps, unit);
  const extent = Math.max(1, maps.scales[unit] ?? 1);
  const context = sized(canvas, maps.size);
  if (context) coloured(context, maps.size, (place) => value(place) / extent, ['--activation-low', '--activation-zero', '--activation-high']);
}

const PALER = 0.7; // than the points, so that these are seen wherever they lie

/** How sure the network is of either class. */
export function paintAnswer(canvas: HTMLCanvasElement, maps: UnitMaps | undefined): void {
  if (!maps || maps.scales.length < 2) return;
  const [first, second] = [valueOf(maps, 0), valueOf(maps, 1)];
  const context = sized(canvas, maps.size);
  if (context) coloured(context, maps.size, (place) => PALER * (second(place) - first(place)), [CLASSES[0], '--panel', CLASSES[1]]);
}

/** How sure the network is of one class. */
export function paintClass(canvas: HTMLCanvasElement, maps: UnitMaps | undefined, unit: number): void {
  if (!maps || unit >= maps.scales.length) return;
  const context = sized(canvas, maps.size);
  const colour = CLASSES[unit] ?? CLASSES[0];
  if (context) coloured(context, maps.size, valueOf(maps, unit), [colour, '--panel', colour]);
}

/** Points as discs (the first class) and squares; those for testing are hollow. The cells' middles carry the rim of the plane. */
export function paintPoints(canvas: HTMLCanvasElement, groups: readonly { points: Points; hollow: boolean }[], reach: number, cells: number): void {
  const ratio = window.devicePixelRatio;
  const size = Math.round(canvas.clientWidth * ratio);
  const context = sized(canvas, size);
  if (!context) return;
  context.clearRect(0, 0, size, size);
  const at = (value: number) => ((((value + reach) / (2 * reach)) * (cells - 1) + 0.5) / cells) * size;
  const radius = Math.max(2.5, canvas.clientWidth / 110) * ratio;
  for (const { points, hollow } of groups) {
    points.x.forEach((x, place) => {
      const label = points.label[place] ?? 0;
      const [right, down] = [at(x), at(-(points.y[place] ?? 0))];
      const colour = themeColour(CLASSES[label] ?? CLASSES[0]);
      context.beginPath();
      if (label === 0) context.arc(right, down, radius, 0, 2 * Math.PI);
      else context.rect(right - 0.85 * radius, down - 0.85 * radius, 1.7 * radius, 1.7 * radius);
      context.fillStyle = hollow ? themeColour('--panel') : colour;
      context.strokeStyle = hollow ? colour : themeColour('--panel');
      context.lineWidth = (hollow ? 1.5 : 0.75) * ratio;
      context.fill();
      context.stroke();
    });
  }
}

export interface Wire {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  value: number;
  /** Whether it leads to the chosen neuron. */
  chosen: boolean;
}

/** Lines: orange for negative, blue for positive weights, the wider the larger. */
export function paintWires(canvas: HTMLCanvasElement, wires: readonly Wire[]): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.clearRect(0, 0, width, height);
  const anyChosen = wires.some(({ chosen }) => chosen);
  const [negative, positive] = [themeColour('--negative'), themeColour('--positive')];
  for (const { x1, y1, x2, y2, value, chosen } of wires) {
    context.beginPath();
    context.moveTo(x1 * ratio, y1 * ratio);
    context.lineTo(x2 * ratio, y2 * ratio);
    context.strokeStyle = value < 0 ? negative : positive;
    context.lineWidth = widthOf(value) * ratio;
    context.globalAlpha = anyChosen && !chosen ? 0.3 : 0.9;
    context.setLineDash(value < 0 ? [6 * ratio, 3 * ratio] : []);
    context.stroke();
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** In pixels; it grows ever more slowly, so that a single large weight hides nothing. */
export function widthOf(weight: number): number {
  return Number.isFinite(weight) ? 0.5 + 5 * Math.tanh(Math.abs(weight) / 3) : 0.5;
}
