import { describe, expect, it } from 'vitest';
import { open } from './network';
import { copyNodes, paste, readPiece, writePiece } from './pieces';

const network = open({
  inputs: { image: [8, 8, 1] },
  nodes: [
    { name: 'conv', layer: 'conv2d', filters: 4 },
    { name: 'relu', layer: 'relu' },
    { name: 'flatten', layer: 'flatten' },
    { name: 'dense', layer: 'dense' },
  ],
});
const positions = { conv: { x: 0, y: 0 }, relu: { x: 200, y: 0 } };
const wires = (of: typeof network) => of.nodes.map(({ name, inputs }) => `${inputs.join('+')}>${name}`);

it('copies nodes with the wires among them, and survives the clipboard', () => {
  const piece = copyNodes(network, ['relu', 'conv'], positions);
  expect(piece.nodes.map(({ name, inputs }) => [name, inputs])).toEqual([['conv', []], ['relu', ['conv']]]);
  expect(readPiece(writePiece(piece))).toEqual(piece);
});

it.each(['', 'hello', '{"nodes":[]}', '{"netsumiki-nodes":1,"nodes":[]}', '{"netsumiki-nodes":1,"nodes":[{"name":1}]}', 'null'])(
  'finds no nodes in the text %j',
  (text) => expect(readPiece(text)).toBeUndefined(),
);

it('passes over places that are none', () => {
  const text = '{"netsumiki-nodes":1,"nodes":[{"name":"a","layer":"relu","inputs":[]}],"positions":{"a":{"x":"1","y":2}}}';
  expect(readPiece(text)?.positions).toEqual({});
});

describe('pasting', () => {
  const piece = copyNodes(network, ['conv', 'relu'], positions);

  it('wires a chain in behind the selection, under free names', () => {
    const pasted = paste(network, piece, 'relu');
    expect(pasted.names).toEqual(['conv2d_1', 'relu_1']);
    expect(wires(pasted.network)).toEqual([
      'image>conv', 'conv>relu', 'relu>conv2d_1', 'conv2d_1>relu_1', 'relu_1>flatten', 'flatten>dense',
    ]);
    expect(pasted.network.nodes[2]).toMatchObject({ filters: 4 });
    expect(pasted.positions).toEqual({ conv2d_1: { x: 32, y: 32 }, relu_1: { x: 232, y: 32 } });
  });

  it('puts it beside the network when nothing is selected', () => {
    const pasted = paste(network, piece);
    expect(wires(pasted.network).slice(-2)).toEqual(['>conv2d_1', 'conv2d_1>relu_1']);
    expect(pasted.network.outputs).toEqual({ dense: 'dense' });
  });

  it('leaves pieces with several ends to be connected by hand', () => {
    const two = copyNodes(network, ['conv', 'dense']);
    expect(wires(paste(network, two, 'relu').network).slice(-2)).toEqual(['>conv2d_1', '>dense_1']);
  });

  it('keeps names that are free here', () => {
    const other = open({ inputs: { x: [8, 8, 1] }, nodes: [] });
    expect(paste(other, piece, 'x').names).toEqual(['conv', 'relu']);
  });
});
