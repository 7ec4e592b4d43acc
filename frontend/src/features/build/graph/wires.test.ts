import { describe, expect, it } from 'vitest';
import { compact, open } from './network';
import { addNode } from './nodes';
import { connect, disconnect, refuseWire } from './wires';

const network = open({
  inputs: { x: [4], y: [4] },
  nodes: [
    { name: 'a', layer: 'dense' },
    { name: 'b', layer: 'relu' },
    { name: 'sum', layer: 'add', inputs: ['b'] },
    { name: 'loose', layer: 'relu', inputs: [] },
  ],
});
const merges = (layer: string | undefined) => layer === 'add';

describe('a wire', () => {
  it.each([
    ['a', 'a', 'itself'],
    ['a', 'x', 'into-input'],
    ['b', 'sum', 'already-connected'],
    ['sum', 'a', 'circle'],
    ['y', 'b', 'input-taken'],
    ['ghost', 'b', 'unknown'],
    ['b', 'ghost', 'unknown'],
    ['a', 'sum', undefined],
    ['y', 'sum', undefined],
    ['sum', 'loose', undefined],
  ])('from %s to %s is refused as %s', (from, to, refusal) => {
    expect(refuseWire(network, from, to, merges)).toBe(refusal);
  });

  it('adds an input to a merge and can be taken away again', () => {
    const wired = connect(network, 'a', 'sum');
    expect(wired.nodes[2]?.inputs).toEqual(['b', 'a']);
    expect(disconnect(wired, { from: 'b', to: 'sum', place: 0 }).nodes[2]?.inputs).toEqual(['a']);
  });

  it('takes away one of two wires between the same nodes', () => {
    const twice = connect(connect(network, 'a', 'sum'), 'a', 'sum');
    expect(disconnect(twice, { from: 'a', to: 'sum', place: 2 }).nodes[2]?.inputs).toEqual(['b', 'a']);
  });
});

describe('the output', () => {
  const chain = open({ inputs: { x: [4] }, nodes: [{ name: 'a', layer: 'dense' }, { name: 'b', layer: 'relu' }] });

  it('moves behind a node that is connected to the end', () => {
    const loose = addNode(chain, 'softmax', null).network;
    expect(compact(connect(loose, 'b', 'softmax_1'))).toEqual({
      inputs: { x: [4] },
      nodes: [{ name: 'a', layer: 'dense' }, { name: 'b', layer: 'relu' }, { name: 'softmax_1', layer: 'softmax' }],
    });
  });

  it('stays where a person named it', () => {
    const named = open({ ...compact(chain), outputs: { answer: 'b' } });
    const loose = addNode(named, 'softmax', null).network;
    expect(connect(loose, 'b', 'softmax_1').outputs).toEqual({ answer: 'b' });
  });
});
