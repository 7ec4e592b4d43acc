import { expect, it } from 'vitest';
import { foundPair, lossPair, pairRange, type PairPoint } from './pair';

const words = { generator: 'generator', discriminator: 'discriminator', balance: 'cannot tell', real: 'real', generated: 'generated', chance: 'by chance' };
const points: PairPoint[] = [
  { step: 10, generatorLoss: 0.9, discriminatorLoss: 1.2, realFound: 0.7, fakeFound: 0.8 },
  { step: 20, generatorLoss: 0.7, discriminatorLoss: 1.38, realFound: 0.5, fakeFound: 0.5 },
];

it('draws the generator in purple and the discriminator in blue, told apart by dashes too', () => {
  const [generator, discriminator] = lossPair(points, words);
  expect([generator?.colour, discriminator?.colour]).toEqual(['--generator', '--discriminator']);
  expect(generator?.dash).not.toEqual(discriminator?.dash);
  expect(generator?.points.map(({ y }) => y)).toEqual([0.9, 0.7]);
  expect(discriminator?.points.map(({ y }) => y)).toEqual([1.2, 1.38]);
});

it('marks at each loss where the discriminator cannot tell; the server says its own first', () => {
  const [, , generator, discriminator] = lossPair(points, words, [1.386, 0.693]);
  expect(generator).toMatchObject({ colour: '--generator', thin: true, points: [{ x: 10, y: 0.693 }, { x: 20, y: 0.693 }] });
  expect(discriminator).toMatchObject({ colour: '--discriminator', points: [{ x: 10, y: 1.386 }, { x: 20, y: 1.386 }] });
});

it('draws what is found: real in green, generated in purple, beside guessing', () => {
  const [real, generated, guessing] = foundPair(points, words);
  expect([real?.colour, generated?.colour]).toEqual(['--real', '--generator']);
  expect(guessing?.points.every(({ y }) => y === 0.5)).toBe(true);
  // single batches say little: the mean of the reports so far
  expect(real?.points.map(({ y }) => y)).toEqual([0.7, 0.6]);
});

it('shows losses below zero, and lets a spike run off', () => {
  const [low, high] = pairRange(-2, 3, [-2, 3, -1, 2]);
  expect(low).toBeCloseTo(-2.1);
  expect(high).toBeCloseTo(3.15);
  expect(pairRange(0.5, 900, [0.5, 0.6, 0.7, 0.8, 900])[1]).toBeLessThan(10);
  expect(pairRange(null, null, [])).toEqual([0, 1]);
});
