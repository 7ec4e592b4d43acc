import { expect, it } from 'vitest';
import { weightsOf } from './weights';

it('reads signed weights in the scale of the network', () => {
  const bytes = btoa(String.fromCharCode(127, 0, 129));
  expect([...weightsOf(bytes, 1, 0.5)]).toEqual([0.5, 0, -0.5]);
});

it('averages the channels of a pixel', () => {
  const bytes = btoa(String.fromCharCode(127, 0, 129, 129));
  expect([...weightsOf(bytes, 2, 1)]).toEqual([0.5, -1]);
});
