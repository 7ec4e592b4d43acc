import { expect, it } from 'vitest';
import type { RunRow } from '@/api';
import { twinOf } from './twins';

const run = (id: string, recipe: object) => ({ id, recipe }) as RunRow;

it('finds the latest other run of the same recipe and seed, whatever its title', () => {
  const recipe = { title: 'A', training: { seed: 1 } };
  const runs = [run('b', { title: 'B', training: { seed: 2 } }), run('c', { title: 'C', training: { seed: 1 } }), run('a', recipe)];
  expect(twinOf(run('a', recipe), runs)?.id).toBe('c');
  expect(twinOf(run('b', { training: { seed: 2 } }), runs)).toBeUndefined();
});
