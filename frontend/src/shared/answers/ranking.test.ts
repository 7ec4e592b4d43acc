import { expect, it } from 'vitest';
import { ranked } from './ranking';

const labels = (shares: number[]) =>
  ranked(shares.map((probability, label) => ({ label: String(label), probability }))).map(({ label }) => label);

it('the best answer comes first, by more digits than are shown', () => {
  expect(labels([0.1, 0.45001, 0.45002])).toEqual(['2', '1', '0']);
});

it('answers that are shown as 0.0 % keep the order of their names', () => {
  expect(labels([0.0001, 0.0004, 0.9992, 0.0003, 0])).toEqual(['2', '0', '1', '3', '4']);
});

it('names are ordered as numbers where they are some', () => {
  const chances = ['10', '9', '2'].map((label) => ({ label, probability: 0 }));
  expect(ranked(chances).map(({ label }) => label)).toEqual(['2', '9', '10']);
});
