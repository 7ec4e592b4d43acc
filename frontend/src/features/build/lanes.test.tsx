import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useInspectionStore } from '@/shared/inspection';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { addLayer, connectNodes, currentGrounds, currentPlaces, removeSelected, tidyUp } from './edit';
import { laneAt } from './graph';
import { Inspector } from './inspector';
import { Outline } from './outline';

const recipe: Recipe = {
  version: 1,
  generator: { inputs: { noise: [8] }, nodes: [{ name: 'hidden', layer: 'dense', units: 16 }, { name: 'point', layer: 'dense', units: 2 }] },
  discriminator: { inputs: { image: [2] }, nodes: [{ name: 'look', layer: 'dense', units: 16 }, { name: 'score', layer: 'dense', units: 1 }] },
};
const bench = () => useWorkbench.getState();
const names = () => [bench().recipe?.generator, bench().recipe?.discriminator].map((one) => one?.nodes.map(({ name }) => name));

beforeEach(() => {
  const answer = (request: Request) => (request.url.endsWith('/catalogue') ? CATALOGUE : []);
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => Response.json(answer(request))));
  bench().openDocument({ id: null, revision: 0, name: 'Pair', recipe, positions: {} });
});

describe('editing both networks', () => {
  it('is one history: each edit is taken back in its own lane', () => {
    bench().select(['hidden']);
    addLayer('relu');
    bench().select(['look']);
    addLayer('relu');
    expect(names()).toEqual([['hidden', 'relu_1', 'point'], ['look', 'relu_2', 'score']]);
    useWorkbench.temporal.getState().undo();
    expect(names()).toEqual([['hidden', 'relu_1', 'point'], ['look', 'score']]);
    useWorkbench.temporal.getState().undo();
    expect(bench().recipe).toEqual(recipe);
    useWorkbench.temporal.getState().redo();
    expect(names()).toEqual([['hidden', 'relu_1', 'point'], ['look', 'score']]);
  });

  it('refuses a wire between them, and leaves the recipe as it was', () => {
    expect(connectNodes('hidden', 'score', () => true)).toBe('other-network');
    expect(connectNodes('point', 'image', () => true)).toBe('handed-over');
    expect(bench().recipe).toBe(recipe);
  });

  it('joins what stood around a deleted block, in its lane', () => {
    bench().select(['look']);
    removeSelected(true);
    expect(bench().recipe?.discriminator?.nodes).toEqual([{ name: 'score', layer: 'dense', units: 1 }]);
    expect(bench().selection).toEqual(['image']);
  });
});

describe('the lanes', () => {
  it('stand one above the other, and keep apart when everything is arranged anew', () => {
    bench().setPositions({ ...currentPlaces(), look: { x: 0, y: -900 } });
    tidyUp();
    const [generator, discriminator] = currentGrounds();
    expect([generator?.lane, discriminator?.lane]).toEqual(['generator', 'discriminator']);
    expect((generator?.y ?? 0) + (generator?.height ?? 0)).toBeLessThan(discriminator?.y ?? 0);
  });

  it('take what is dropped on them, or nearest to them', () => {
    const grounds = currentGrounds();
    const [generator, discriminator] = grounds;
    const inside = { x: (discriminator?.x ?? 0) + 5, y: (discriminator?.y ?? 0) + 5 };
    expect(laneAt(inside, grounds)).toBe('discriminator');
    expect(laneAt({ x: 0, y: (generator?.y ?? 0) - 500 }, grounds)).toBe('generator');
    addLayer('relu', { at: inside, lane: laneAt(inside, grounds) });
    expect(bench().recipe?.discriminator?.nodes.at(-1)).toEqual({ name: 'relu_1', layer: 'relu', inputs: [] });
  });
});

describe('the outline', () => {
  it('lists the networks one after the other under their names, and the arrows go through both', async () => {
    const user = userEvent.setup();
    renderStudio(<Outline />);
    const rows = (name: string) =>
      within(screen.getByRole('group', { name })).getAllByRole('option').map((row) => row.textContent?.replace(/,.*/, '').trim());
    expect(rows('Generator').map((text) => text?.split(' ').at(-1))).toEqual(['noise', 'hidden', 'point']);
    expect(rows('Discriminator').map((text) => text?.split(' ').at(-1))).toEqual(['image', 'look', 'score']);
    bench().select(['point']);
    (await screen.findByRole('option', { selected: true })).focus();
    await user.keyboard('{ArrowDown}');
    expect(bench().selection).toEqual(['image']);
  });

  it('moves a block within its network only', async () => {
    const user = userEvent.setup();
    bench().select(['look']);
    renderStudio(<Outline />);
    expect(screen.getByRole('button', { name: 'Move up' }).getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Move down' }));
    expect(names()).toEqual([['hidden', 'point'], ['score', 'look']]);
  });
});

describe('the inspector', () => {
  it('says to which network a block belongs', async () => {
    bench().select(['look']);
    renderStudio(<Inspector />);
    expect((await screen.findByRole('region', { name: 'Inspector' })).textContent).toContain('Discriminator');
  });

  it('refuses a noise of size 0 in words, and steers both networks by one switch', async () => {
    const user = userEvent.setup();
    useInspectionStore.setState({ answer: null, about: null, trouble: [] });
    bench().select(['noise']);
    renderStudio(<Inspector />);
    const size = screen.getByRole('spinbutton', { name: 'Noise size' });
    await user.clear(size);
    await user.type(size, '0');
    expect(screen.getByText(/“0” is not a whole number from 1/)).toBeDefined();
    expect(bench().recipe?.generator?.inputs).toEqual({ noise: [8] });
    await user.click(screen.getByRole('switch', { name: 'Steered by the label' }));
    expect(bench().recipe?.generator?.inputs).toEqual({ noise: [8], label: [] });
    expect(bench().recipe?.discriminator?.inputs).toEqual({ image: [2], label: [] });
  });
});
