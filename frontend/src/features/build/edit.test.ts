import { beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import {
  addLayer,
  connectNodes,
  copySelected,
  currentPlaces,
  dropOnWire,
  duplicateSelected,
  editNetwork,
  moveInOutline,
  networkOf,
  pastePiece,
  removeSelected,
  renameNode,
  tidyUp,
} from './edit';
import { setOption } from './graph';

const bench = () => useWorkbench.getState();
const history = () => useWorkbench.temporal.getState();
const nodes = () => bench().recipe?.model?.nodes;
const names = () => nodes()?.map(({ name }) => name);

beforeEach(() => {
  bench().openDocument({
    id: 'd',
    revision: 1,
    name: 'Network',
    recipe: {
      version: 1,
      model: {
        inputs: { image: [8, 8, 1] },
        nodes: [{ name: 'conv', layer: 'conv2d' }, { name: 'flatten', layer: 'flatten' }, { name: 'dense', layer: 'dense' }],
      },
    },
    positions: {},
  });
});

it('leaves blocks where they are when a wire before them goes', () => {
  const { conv: _gone, ...others } = currentPlaces();
  bench().select(['conv']);
  removeSelected();
  expect(nodes()?.[0]).toMatchObject({ name: 'flatten', inputs: [] });
  expect(currentPlaces()).toEqual(others);
  history().undo();
  bench().select(['conv']);
  removeSelected(true);
  expect(bench().positions).toEqual({}); // healed, the network is tidy as before
});

describe('every edit', () => {
  it.each([
    ['adding', () => addLayer('relu')],
    ['adding on a wire', () => addLayer('relu', { wire: { from: 'conv', to: 'flatten', place: 0 } })],
    ['adding loose', () => addLayer('relu', { at: { x: 10, y: 400 } })],
    ['removing', () => removeSelected(true)],
    ['renaming', () => renameNode('conv', 'first')],
    ['moving', () => moveInOutline('conv', 1)],
    ['duplicating', () => duplicateSelected()],
  ])('such as %s is one step of history', (_what, edit) => {
    const before = bench().recipe;
    bench().select(['conv']);
    edit();
    expect(bench().recipe).not.toBe(before);
    expect(history().pastStates).toHaveLength(1);
    history().undo();
    expect(bench()).toMatchObject({ recipe: before, positions: {} });
  });

  it('that changes nothing is none', () => {
    moveInOutline('conv', -1);
    renameNode('conv', 'dense');
    tidyUp();
    bench().select([]);
    removeSelected();
    expect(history().pastStates).toHaveLength(0);
  });
});

describe('places', () => {
  it('stay tidy until something is placed by hand', () => {
    addLayer('relu');
    expect(bench().positions).toEqual({});
    const loose = addLayer('tanh', { at: { x: 5, y: 500 } });
    expect(bench().positions[loose ?? '']).toEqual({ x: 5, y: 500 });
    expect(Object.keys(bench().positions)).toHaveLength(6);
    tidyUp();
    expect(bench().positions).toEqual({});
  });

  it('follow a node that is renamed, and the selection does too', () => {
    bench().setPositions(currentPlaces());
    const place = bench().positions.conv;
    bench().select(['conv']);
    renameNode('conv', 'first');
    expect(bench().positions.first).toEqual(place);
    expect(bench().positions).not.toHaveProperty('conv');
    expect(bench().selection).toEqual(['first']);
  });

  it('are given up by nodes that are gone', () => {
    bench().setPositions(currentPlaces());
    bench().select(['conv']);
    removeSelected(true);
    expect(bench().positions).not.toHaveProperty('conv');
  });
});

it('selects what stood before a node that was removed', () => {
  bench().select(['flatten']);
  expect(removeSelected()).toEqual(['flatten']);
  expect(bench().selection).toEqual(['conv']);
});

it('refuses a connection with a code, and connects what is loose', () => {
  const merges = () => false;
  expect(connectNodes('dense', 'conv', merges)).toBe('circle');
  const loose = addLayer('relu', { at: { x: 0, y: 500 } }) ?? '';
  expect(connectNodes('dense', loose, merges)).toBeUndefined();
  expect(bench().recipe?.model?.outputs).toBeUndefined();
});

it('puts a loose node onto the wire that it is dropped on', () => {
  const loose = addLayer('relu', { at: { x: 0, y: 500 } }) ?? '';
  dropOnWire(loose, { from: 'conv', to: 'flatten', place: 0 });
  expect(names()).toEqual(['conv', 'relu_1', 'flatten', 'dense']);
  expect(bench().positions.relu_1?.y).not.toBe(500);
});

it('pastes a copy behind the last selected node', () => {
  bench().select(['flatten', 'conv']);
  const piece = copySelected();
  expect(piece?.nodes.map(({ name }) => name)).toEqual(['conv', 'flatten']);
  if (piece) pastePiece(piece);
  expect(names()).toEqual(['conv', 'flatten', 'conv2d_1', 'flatten_1', 'dense']);
  expect(bench().selection).toEqual(['conv2d_1', 'flatten_1']);
});

it('keeps the objects of all that an edit leaves as it was, so that they are not drawn again', () => {
  const recipe = () => bench().recipe as Recipe;
  const before = networkOf(recipe()).nodes;
  editNetwork((network) => setOption(network, 'flatten', 'note', 'other'));
  const after = networkOf(recipe()).nodes;
  expect(after.map((node, place) => node === before[place])).toEqual([true, false, true]);
});
