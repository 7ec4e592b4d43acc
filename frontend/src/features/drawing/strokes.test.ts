import { describe, expect, it } from 'vitest';
import { erased, extended, pointIn, type Stroke, svgPath } from './strokes';

describe('a place on the screen', () => {
  const box = { left: 100, top: 50, width: 200, height: 200 };

  it('becomes a point from 0 to 1 of the pad, wherever the pad lies', () => {
    expect(pointIn(box, 200, 100)).toEqual([0.5, 0.25]);
  });

  it('beyond the edge is held at the edge', () => {
    expect(pointIn(box, 20, 900)).toEqual([0, 1]);
  });

  it('keeps four digits, so that a drawing is small on its way', () => {
    expect(pointIn({ left: 0, top: 0, width: 3, height: 3 }, 1, 2)).toEqual([0.3333, 0.6667]);
  });
});

describe('a stroke', () => {
  it('grows by points, and not by those that say nothing new', () => {
    const strokes: Stroke[] = [[[0.5, 0.5]]];
    expect(extended(strokes, [0.6, 0.5])).toEqual([[[0.5, 0.5], [0.6, 0.5]]]);
    expect(extended(strokes, [0.5001, 0.5])).toBe(strokes);
  });

  it('that is very long goes on as the next one, from where it was', () => {
    let strokes: readonly Stroke[] = [[[0, 0]]];
    for (let count = 1; count < 4_100; count += 1) strokes = extended(strokes, [count % 2, (count % 100) / 100]);
    expect(strokes.length).toBe(2);
    expect(Math.max(...strokes.map((stroke) => stroke.length))).toBeLessThanOrEqual(4_000);
    expect(strokes[1]?.[0]).toEqual(strokes[0]?.at(-1));
  });
});

describe('the eraser', () => {
  const line: Stroke = [[0.1, 0.5], [0.9, 0.5]];

  it('splits a stroke where it crosses it, even between two far points', () => {
    const [left, right, ...others] = erased([line], [0.5, 0.3], [0.5, 0.7], 0.1);
    expect(others).toEqual([]);
    expect(left?.[0]).toEqual([0.1, 0.5]);
    expect(left?.at(-1)?.[0]).toBeCloseTo(0.45, 1);
    expect(right?.[0]?.[0]).toBeCloseTo(0.55, 1);
    expect(right?.at(-1)).toEqual([0.9, 0.5]);
    expect(left?.every(([x]) => x < 0.45 + 1e-9)).toBe(true);
    expect(right?.every(([x]) => x > 0.55 - 1e-9)).toBe(true);
  });

  it('touches what lies between two of its own points, however fast it moves', () => {
    expect(erased([line], [0.5, 0], [0.5, 1], 0.1)).toHaveLength(2);
  });

  it('leaves other strokes as they are, and says by identity that nothing changed', () => {
    const other: Stroke = [[0.1, 0.9], [0.9, 0.9]];
    const strokes = [line, other];
    expect(erased(strokes, [0.5, 0.5], [0.5, 0.5], 0.1).at(-1)).toBe(other);
    expect(erased(strokes, [0.5, 0.1], [0.6, 0.1], 0.1)).toBe(strokes);
  });

  it('removes a dot that it covers', () => {
    expect(erased([[[0.5, 0.5]]], [0.52, 0.5], [0.52, 0.5], 0.1)).toEqual([]);
  });
});

it('a dot in a small picture is a line of no length', () => {
  expect(svgPath([[[0.5, 0.25]], [[0, 0], [1, 1]]])).toBe('M0.500 0.250h0M0.000 0.000L1.000 1.000');
});
