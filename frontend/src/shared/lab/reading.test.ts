import { expect, it } from 'vitest';
import { float32, planeOf, weightsOf } from './reading';

const base64 = (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

it('reads numbers of four bytes, the lowest byte first', () => {
  expect([...float32('AACAPwAAAMA=')]).toEqual([1, -2]);
});

it('gives each node its units, one after the other', () => {
  const values = base64(new Int8Array([1, 2, 3, 4, -5, -6, -7, -8, 9, 10, 11, 12]).buffer);
  const nodes = [{ node: 'hidden', scales: [2, 3] }, { node: 'answer', scales: [1] }];
  const plane = planeOf({ size: 2, reach: 1, nodes, values });
  expect([...plane.keys()]).toEqual(['hidden', 'answer']);
  expect([...(plane.get('hidden')?.values ?? [])]).toEqual([1, 2, 3, 4, -5, -6, -7, -8]);
  expect([...(plane.get('answer')?.values ?? [])]).toEqual([9, 10, 11, 12]);
});

it('finds weights by the name of node and parameter', () => {
  const entry = { node: 'dense', name: 'W', shape: [1, 2], values: 'AACAPwAAAMA=', gradients: '' };
  expect(weightsOf([entry]).get('dense.W')).toEqual({ shape: [1, 2], values: new Float32Array([1, -2]) });
});
