import { describe, expect, it } from 'vitest';
import type { Positions } from '@/shared/recipe';
import { arranged, NODE, tidy } from './arrangement';
import { nearest } from './nearest';
import { open } from './network';
import { addNode } from './nodes';

const forked = open({
  inputs: { x: [4] },
  nodes: [
    { name: 'a', layer: 'dense' },
    { name: 'b', layer: 'relu' },
    { name: 'c', layer: 'tanh', inputs: ['a'] },
    { name: 'sum', layer: 'add', inputs: ['b', 'c'] },
  ],
});

function overlaps(positions: Positions): string[] {
  const places = Object.entries(positions);
  return places.flatMap(([one, p], at) =>
    places
      .slice(at + 1)
      .filter(([, q]) => Math.abs(p.x - q.x) < NODE.width && Math.abs(p.y - q.y) < NODE.height)
      .map(([other]) => `${one}/${other}`),
  );
}

describe('tidy', () => {
  it.each([['right', 'x'], ['down', 'y']] as const)('lets data flow %s', (flow, axis) => {
    const places = tidy(forked, flow);
    const along = (name: string) => places[name]?.[axis] ?? NaN;
    expect(along('x')).toBeLessThan(along('a'));
    expect(along('a')).toBeLessThan(along('b'));
    expect(along('b')).toBe(along('c'));
    expect(along('c')).toBeLessThan(along('sum'));
    expect(overlaps(places)).toEqual([]);
  });

  it('arranges a network with a circle in it, and one that reads from a node that does not exist', () => {
    const odd = open({ inputs: { x: [4] }, nodes: [{ name: 'a', layer: 'add', inputs: ['b', 'ghost'] }, { name: 'b', layer: 'relu' }] });
    expect(Object.keys(tidy(odd, 'right')).sort()).toEqual(['a', 'b', 'x']);
  });
});

describe('arranging', () => {
  it('is tidy while nothing was placed by hand', () => {
    expect(arranged(forked, {}, 'right')).toEqual(tidy(forked, 'right'));
  });

  it('makes room for a new node and leaves what stands before it', () => {
    const places = tidy(forked, 'right');
    const { network, name } = addNode(forked, 'relu', 'a');
    const now = arranged(network, places, 'right');
    expect(now.x).toEqual(places.x);
    expect(now.a).toEqual(places.a);
    expect(now[name]?.x).toBeGreaterThan(places.a?.x ?? NaN);
    expect(now.sum?.x).toBeGreaterThan(places.sum?.x ?? NaN);
    expect(overlaps(now)).toEqual([]);
  });

  it('puts a loose node below the others', () => {
    const places = tidy(forked, 'right');
    const { network, name } = addNode(forked, 'relu', null);
    const now = arranged(network, places, 'right');
    expect(overlaps(now)).toEqual([]);
    expect(now[name]?.y).toBeGreaterThan(Math.max(...Object.values(places).map(({ y }) => y)));
  });

  it('forgets the places of nodes that are gone', () => {
    expect(arranged(forked, { ...tidy(forked, 'right'), gone: { x: 1, y: 1 } }, 'right')).not.toHaveProperty('gone');
  });
});

describe('arrow keys', () => {
  const places = tidy(forked, 'right');

  it('lead along the flow and between branches', () => {
    expect(nearest(places, 'x', 'right')).toBe('a');
    expect(nearest(places, 'sum', 'left')).toMatch(/^[bc]$/);
    const [upper, lower] = (places.b?.y ?? 0) < (places.c?.y ?? 0) ? ['b', 'c'] : ['c', 'b'];
    expect(nearest(places, upper, 'down')).toBe(lower);
    expect(nearest(places, lower, 'up')).toBe(upper);
  });

  it('lead nowhere beyond the last node', () => {
    expect(nearest(places, 'sum', 'right')).toBeUndefined();
    expect(nearest(places, 'ghost', 'right')).toBeUndefined();
  });
});
