import { expect, it } from 'vitest';
import { labelsOf, type Reach, sheetOf, steeringOf } from './sheet';
import { FIRST, type Steering } from './steering';

const reach: Reach = { conditional: true, points: false, classNames: [...'0123456789'], directions: 8 };
const steering = (some: Partial<Steering> = {}): Steering => ({ ...FIRST, ...some });

it('draws every class from the same noise in each row', () => {
  const { samples, columns, heads } = sheetOf(steering({ seed: 5 }), reach);
  expect(columns).toBe(10);
  expect(heads).toEqual(reach.classNames);
  expect(samples.slice(0, 3)).toEqual([{ seed: 5, label: 0 }, { seed: 5, label: 1 }, { seed: 5, label: 2 }]);
  expect(samples[10]).toEqual({ seed: 6, label: 0 });
});

it('draws one class in many hands', () => {
  const { samples } = sheetOf(steering({ label: 7 }), reach);
  expect(new Set(samples.map(({ label }) => label))).toEqual(new Set([7]));
  expect(new Set(samples.map(({ seed }) => seed)).size).toBe(samples.length);
});

it('asks a generator without labels for none', () => {
  const { samples } = sheetOf(steering({ label: 3 }), { ...reach, conditional: false });
  expect(samples.every((sample) => !('label' in sample))).toBe(true);
});

it('writes a number from one noise, and leaves out what is no class', () => {
  const { samples, columns } = sheetOf(steering({ show: 'number', text: '20-26', seed: 9 }), reach);
  expect(columns).toBe(4);
  expect(samples.slice(0, 4)).toEqual([2, 0, 2, 6].map((label) => ({ seed: 9, label })));
  expect(labelsOf('x', reach.classNames)).toEqual([]);
});

it('goes from one picture to another in one row for each label', () => {
  const way = steering({ show: 'between', from: { seed: 1, label: 3 }, to: { seed: 4, label: 8 }, mix: 0.7 });
  const { samples, columns, rows, large } = sheetOf(way, reach);
  expect(rows).toEqual(['3', '8']);
  expect(samples[0]).toEqual({ seed: 1, label: 3, other_seed: 4, mix: 0 });
  expect(samples[2 * columns - 1]).toEqual({ seed: 1, label: 8, other_seed: 4, mix: 1 });
  expect(large).toEqual({ seed: 1, label: 8, other_seed: 4, mix: 0.7 });
});

it('goes along each direction in a row of its own, and keeps what the others are set to', () => {
  const { samples, columns } = sheetOf(steering({ show: 'style', label: 4, along: [0, 1.5] }), reach);
  expect(samples[0]).toEqual({ seed: 1, label: 4, directions: [-3, 1.5] });
  expect(samples[columns]).toEqual({ seed: 1, label: 4, directions: [0, -3] });
  expect(samples.length).toBe(6 * columns);
});

it('asks for no more than the server makes at once', () => {
  for (const show of ['sheet', 'between', 'style', 'number'] as const) {
    expect(sheetOf(steering({ show, text: '012345678901' }), reach).samples.length).toBeLessThanOrEqual(255);
  }
  expect(sheetOf(steering(), { ...reach, points: true }).samples.length).toBeLessThanOrEqual(256);
});

it.each<[string, Partial<Steering>]>([
  ['all classes', { seed: 12, along: [0.5, 0, -1] }],
  ['one class', { label: 4, seed: 3 }],
  ['a number', { show: 'number', text: '2026', seed: 8 }],
  ['a way between two', { show: 'between', from: { seed: 1, label: 3 }, to: { seed: 2, label: 3 } }],
  ['styles', { show: 'style', label: 5, seed: 7 }],
])('finds the controls again that asked for %s', (_, some) => {
  for (const narrow of [false, true]) {
    const { samples } = sheetOf(steering(some), reach, narrow);
    const found = steeringOf(samples, reach);
    expect(found && sheetOf(found, reach, narrow).samples).toEqual(samples);
    expect(found?.show).toBe(some.show ?? 'sheet');
  }
});

it('finds none for pictures that no control asks for', () => {
  expect(steeringOf([{ seed: 1, label: 3 }, { seed: 900, label: 1 }], reach)).toBeNull();
  expect(steeringOf([], reach)).toBeNull();
});
