import { describe, expect, it } from 'vitest';
import type { Positions } from '@/shared/recipe';
import { arranged, NODE, tidy } from './arrangement';
import { detourOf } from './detour';
import { nearest } from './nearest';
import { nearestWire } from './nearestWire';
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

describe('folding', () => {
  const chain = (length: number) =>
    open({ inputs: { x: [4] }, nodes: Array.from({ length }, (_, at) => ({ name: `n${at}`, layer: 'relu' })) });

  it('leaves a network in one line that can be read so', () => {
    expect(new Set(Object.values(tidy(chain(3), 'right')).map(({ y }) => y)).size).toBe(1);
  });

  it.each([6, 19, 100])('puts a chain of %i into lines that begin at the left, one below the other', (length) => {
    const network = chain(length);
    const places = tidy(network, 'right');
    expect(overlaps(places)).toEqual([]);
    expect(new Set(Object.values(places).map(({ y }) => y)).size).toBeGreaterThan(1);
    for (const { name, inputs } of network.nodes) {
      const [own, before] = [places[name], places[inputs[0] ?? '']];
      const goesOn = own && before && (own.y === before.y ? own.x > before.x : own.x === 0 && own.y > before.y);
      expect(goesOn, name).toBe(true);
    }
  });

  it('does not tear branches apart', () => {
    const skips = open({
      inputs: { x: [4] },
      nodes: Array.from({ length: 8 }, (_, at) => [
        { name: `a${at}`, layer: 'dense', inputs: [at === 0 ? 'x' : `sum${at - 1}`] },
        { name: `b${at}`, layer: 'relu', inputs: [`a${at}`] },
        { name: `sum${at}`, layer: 'add', inputs: [`a${at}`, `b${at}`] },
      ]).flat(),
    });
    const places = tidy(skips, 'right');
    expect(overlaps(places)).toEqual([]);
    expect(Math.max(...Object.values(places).map(({ y }) => y))).toBeGreaterThan(3 * NODE.height);
    for (let at = 0; at < 8; at += 1) expect(places[`a${at}`]?.x).toBeLessThan(places[`sum${at}`]?.x ?? NaN);
  });

  it('does not fold what grows downwards', () => {
    expect(new Set(Object.values(tidy(chain(30), 'down')).map(({ x }) => x)).size).toBe(1);
  });
});

describe('the wire under a point', () => {
  const places = { x: { x: 0, y: 0 }, a: { x: 300, y: 0 }, b: { x: 0, y: 300 } };
  const wires = [{ from: 'x', to: 'a', place: 0 }, { from: 'a', to: 'b', place: 0 }];
  const middle = NODE.height / 2;

  it('is the nearest within reach', () => {
    expect(nearestWire({ x: 230, y: middle + 10 }, wires, places, 'right', 40)).toEqual(wires[0]);
    expect(nearestWire({ x: 230, y: middle + 90 }, wires, places, 'right', 20)).toBeUndefined();
  });

  it('is found where it goes back to the next line', () => {
    expect(nearestWire({ x: 230, y: middle + 150 }, wires, places, 'right', 20)).toEqual(wires[1]);
  });

  it('is found where the network grows downwards', () => {
    const below = { x: { x: 0, y: 0 }, a: { x: 0, y: 300 } };
    expect(nearestWire({ x: NODE.width / 2, y: 230 }, wires, below, 'down', 10)).toEqual(wires[0]);
  });
});

describe('a wire past other blocks', () => {
  const skip = { from: 'x', to: 'c', place: 0 };
  const places = { x: { x: 0, y: 0 }, a: { x: 250, y: 20 }, b: { x: 500, y: 20 }, c: { x: 750, y: 0 } };

  it('passes them on the nearer side', () => {
    expect(detourOf(skip, places, 'right')).toBeLessThan(20);
    const above = { ...places, a: { x: 250, y: -40 }, b: { x: 500, y: -40 } };
    expect(detourOf(skip, above, 'right')).toBeGreaterThan(-40 + NODE.height);
    expect(nearestWire({ x: 450, y: 2 }, [skip], places, 'right', 10)).toEqual(skip);
  });

  it('goes straight where nothing is in its way, and to a neighbour', () => {
    expect(detourOf(skip, { ...places, a: { x: 250, y: 400 }, b: { x: 500, y: 400 } }, 'right')).toBeUndefined();
    expect(detourOf({ from: 'x', to: 'a', place: 0 }, places, 'right')).toBeUndefined();
    expect(detourOf({ from: 'c', to: 'x', place: 0 }, places, 'right')).toBeUndefined();
  });

  it('passes them at the side where the network grows downwards', () => {
    const down = { x: { x: 0, y: 0 }, a: { x: 20, y: 200 }, c: { x: 0, y: 400 } };
    expect(detourOf(skip, down, 'down')).toBeLessThan(20);
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
