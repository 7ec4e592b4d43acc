import { describe, expect, it } from 'vitest';
import type { OptionOut, PartOut } from '@/api';
import { chosenFrom, niceStep, rangeOf, specsOf } from './augmentation';

function option(name: string, own: unknown, bounds: Partial<OptionOut> = {}): OptionOut {
  return { name, label: name, type: 'number', many: false, optional: false, default: own, help: '', expects: '', ge: 0, ...bounds };
}

function part(name: string, ...options: OptionOut[]): PartOut {
  return { name, label: name, group: '', summary: '', documentation: '', options };
}

const PARTS = [
  part('shift', option('pixels', 2, { le: 1000 })),
  part('rotate', option('degrees', 10, { le: 180 })),
  part('erase', option('size', 0.3, { ge: null, gt: 0, le: 1 }), option('probability', 0.5, { le: 1 })),
];

describe('the form', () => {
  it('shows what a recipe switches on, with the defaults that it leaves out', () => {
    const chosen = chosenFrom(['rotate', { augmentation: 'erase', size: 0.2 }], PARTS);
    expect(chosen).toEqual({ rotate: { degrees: 10 }, erase: { size: 0.2, probability: 0.5 } });
  });

  it('gives a recipe back as it was written', () => {
    const specs = [{ augmentation: 'shift', pixels: 1.5 }, 'rotate', { augmentation: 'erase', size: 0.2 }];
    expect(specsOf(chosenFrom(specs, PARTS), PARTS)).toEqual(specs);
  });

  it('is empty for a recipe without augmentation, and passes over what the catalogue does not have', () => {
    expect(chosenFrom(undefined, PARTS)).toEqual({});
    expect(chosenFrom(['posterize'], PARTS)).toEqual({});
  });

  it('writes changes in the order of the catalogue, whatever was switched on first', () => {
    expect(specsOf({ erase: { size: 0.3, probability: 0.5 }, shift: { pixels: 2 } }, PARTS)).toEqual(['shift', 'erase']);
  });
});

describe('a slider', () => {
  it('goes to four times the default where the bounds allow far more', () => {
    expect(rangeOf(option('pixels', 2, { le: 1000 }), 2)).toEqual({ min: 0, max: 8, step: 0.1 });
  });

  it('never goes beyond the bounds, and not to a bound that is itself forbidden', () => {
    expect(rangeOf(option('size', 0.3, { ge: null, gt: 0, le: 1 }), 0.3)).toEqual({ min: 0.02, max: 1, step: 0.02 });
    expect(rangeOf(option('share', 0.5, { lt: 1 }), 0.5).max).toBeLessThan(1);
  });

  it('reaches a value that a recipe sets beyond what is usual', () => {
    expect(rangeOf(option('degrees', 10, { le: 180 }), 120).max).toBe(120);
  });

  it('of whole numbers moves by whole numbers', () => {
    expect(rangeOf(option('count', 3, { type: 'integer' }), 3).step).toBe(1);
  });
});

it.each([
  [0.16, 0.1],
  [0.02, 0.02],
  [0.8, 0.5],
  [2.4, 2],
  [10, 10],
])('the step for %d is %d', (size, step) => expect(niceStep(size)).toBe(step));
