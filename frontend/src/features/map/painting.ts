/** How a map is painted: a thousand signs within a frame of the screen, so each class' sign is drawn once and stamped. */
import { visible } from '@/shared/characters';
import type { Spot } from '@/shared/lasso';
import { classColour, sign } from '@/shared/plane/signs';
import { themeColour } from '@/shared/theme/colour';
import { type Frame, onScreen, type Places } from './places';

const RADIUS = 6; // of a sign, in pixels of the screen
export const RIM = 16;
const PALE = 0.22;

/** Digits and letters are signs of their own; other classes have shapes. */
export function glyphsOf(names: readonly string[]): readonly string[] | null {
  return names.every((name) => [...name].length === 1) ? names.map(visible) : null;
}

/** A picture of each class' sign. */
export function stampsOf(names: readonly string[], ratio: number): HTMLCanvasElement[] {
  const glyphs = glyphsOf(names);
  const ground = themeColour('--panel');
  return names.map((_, label) => {
    const stamp = document.createElement('canvas');
    stamp.width = stamp.height = Math.ceil(4 * RADIUS * ratio);
    const context = stamp.getContext('2d');
    if (!context) return stamp;
    const middle = stamp.width / 2;
    context.fillStyle = themeColour(classColour(label));
    context.strokeStyle = ground;
    if (glyphs) {
      context.font = `700 ${2.1 * RADIUS * ratio}px ${getComputedStyle(document.body).fontFamily}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.lineWidth = 2.5 * ratio;
      context.strokeText(glyphs[label] ?? '', middle, middle);
      context.fillText(glyphs[label] ?? '', middle, middle);
    } else {
      context.beginPath();
      sign(context, label, middle, middle, 0.75 * RADIUS * ratio);
      context.lineWidth = ratio;
      context.fill();
      context.stroke();
    }
    return stamp;
  });
}

/** What is on a map beside the places of its points. */
export interface Scene {
  label: readonly number[];
  wrong: readonly boolean[];
  shown: (point: number) => boolean;
  selected: ReadonlySet<number>;
  /** The point that is looked at, and those of its neighbours that are on the map. */
  at: number | null;
  near: readonly number[];
  lasso: readonly Spot[];
}

/** The pale first, then the others, and what is looked at over all. `frame` is in pixels of the canvas. */
export function paintMap(context: CanvasRenderingContext2D, places: Places, frame: Frame, scene: Scene, stamps: readonly HTMLCanvasElement[], ratio: number): void {
  const { selected, at } = scene;
  const across = (point: number) => onScreen(frame, places[2 * point] ?? 0);
  const down = (point: number) => onScreen(frame, places[2 * point + 1] ?? 0);
  const ring = (point: number, radius: number) => {
    context.beginPath();
    context.arc(across(point), down(point), radius * ratio, 0, 2 * Math.PI);
    context.stroke();
  };
  const put = (point: number) => {
    const stamp = stamps[scene.label[point] ?? 0];
    if (stamp) context.drawImage(stamp, across(point) - stamp.width / 2, down(point) - stamp.height / 2);
    if (scene.wrong[point]) ring(point, 1.5 * RADIUS);
  };
  context.clearRect(0, 0, frame.size, frame.size);
  context.strokeStyle = themeColour('--bad');
  context.lineWidth = 1.5 * ratio;
  for (const chosen of selected.size > 0 ? [false, true] : [false]) {
    context.globalAlpha = selected.size > 0 && !chosen ? PALE : 1;
    for (let point = 0; point < scene.label.length; point += 1) {
      if (scene.shown(point) && (selected.size === 0 || selected.has(point) === chosen)) put(point);
    }
  }
  context.globalAlpha = 1;
  if (at !== null && scene.shown(at)) {
    context.strokeStyle = themeColour('--soft');
    context.beginPath();
    for (const point of scene.near) {
      context.moveTo(across(at), down(at));
      context.lineTo(across(point), down(point));
    }
    context.stroke();
    context.strokeStyle = themeColour('--bad');
    for (const point of [...scene.near, at]) put(point);
    context.strokeStyle = themeColour('--ink');
    context.lineWidth = 2.5 * ratio;
    ring(at, 2 * RADIUS);
  }
  if (scene.lasso.length > 1) paintLasso(context, frame, scene.lasso, ratio);
}

function paintLasso(context: CanvasRenderingContext2D, frame: Frame, line: readonly Spot[], ratio: number): void {
  context.beginPath();
  for (const [x, y] of line) context.lineTo(onScreen(frame, x), onScreen(frame, y));
  context.closePath();
  context.fillStyle = context.strokeStyle = themeColour('--accent');
  context.lineWidth = 1.5 * ratio;
  context.globalAlpha = 0.1;
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([5 * ratio, 4 * ratio]);
  context.stroke();
  context.setLineDash([]);
}
