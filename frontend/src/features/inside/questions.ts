/** Which cell of which node tells where a number came from, forward and backward. */
import type { CellIn, InsideOut, Selected } from '@/api';

export type Direction = 'forward' | 'backward' | 'weight';
type Cell = Pick<CellIn, 'node' | 'of' | 'input' | 'index' | 'parameter'>;

/** The nodes that read a node's output, each as often as it reads it. */
export function readersOf(look: Pick<InsideOut, 'nodes' | 'network'>, name: string): { node: string; input: number }[] {
  return look.nodes
    .filter(({ network }) => network === look.network)
    .flatMap(({ name: node, inputs }) => inputs.flatMap((input, place) => (input === name ? [{ node, input: place }] : [])));
}

/** Forward, a number comes from the node itself. Backward, its gradient comes from those that read it: `reader` is one. */
export function cellOf(look: Pick<InsideOut, 'nodes' | 'network'>, selected: Pick<Selected, 'name' | 'layer'>, direction: Direction, index: number[], reader = 0, parameter = 'W'): Cell | null {
  const { name } = selected;
  if (direction === 'weight') return { node: name, of: 'parameter', parameter, index };
  if (direction === 'forward') return selected.layer === null ? null : { node: name, of: 'output', index };
  const readers = readersOf(look, name);
  const found = readers[reader] ?? readers[0];
  return found ? { node: found.node, of: 'input', input: found.input, index } : null;
}
