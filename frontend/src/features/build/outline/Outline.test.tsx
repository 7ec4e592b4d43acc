import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { NodeSpec } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { useAttention } from '../attention';
import { Outline } from './Outline';

const bench = () => useWorkbench.getState();
const layers = () => bench().recipe?.model?.nodes.map(({ layer }) => layer);
const names = () => bench().recipe?.model?.nodes.map(({ name }) => name);

beforeEach(() => {
  const answer = (request: Request) => (request.url.endsWith('/catalogue') ? CATALOGUE : []);
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => Response.json(answer(request))));
});

async function open(nodes: NodeSpec[], selection: string[] = []) {
  const recipe = { version: 1, model: { inputs: { image: [28, 28, 1] }, nodes } };
  bench().openDocument({ id: null, revision: 0, name: 'Draft', recipe, positions: {} });
  bench().select(selection);
  renderStudio(<Outline />);
  await screen.findByRole('region', { name: 'Network outline' });
  // until the catalogue is there, layers go by the names of the registry
  if (nodes.length > 0) await screen.findByRole('option', { name: /^Flatten/ });
  return userEvent.setup();
}

const chain = [
  { name: 'flat', layer: 'flatten' },
  { name: 'dense', layer: 'dense', units: 10 },
  { name: 'out', layer: 'softmax' },
];
const row = (name: RegExp) => screen.getByRole('option', { name });

it('builds a whole network from an empty canvas by keyboard alone', async () => {
  const user = await open([]);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Add a block' }));
  for (const search of ['flat', 'dens', 'softm']) {
    await user.keyboard(search);
    await screen.findByRole('option', { name: new RegExp(`^${search}`, 'i'), hidden: true }); // a page without layout hides the list
    await user.keyboard('{Enter}');
  }
  expect(layers()).toEqual(['flatten', 'dense', 'softmax']);
  expect(bench().selection).toEqual(['softmax_1']);
});

it('is one stop of the Tab key, in which the arrows select', async () => {
  const user = await open(chain, ['flat']);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(row(/^Flatten flat/));
  await user.keyboard('{ArrowDown}');
  expect(bench().selection).toEqual(['dense']);
  expect(document.activeElement).toBe(row(/^Dense dense\s?,\s?10 units/));
  await user.keyboard('{End}{Shift>}{ArrowUp}{/Shift}');
  expect([...bench().selection].sort()).toEqual(['dense', 'out']);
});

it('moves a block by Alt and the arrows, keeps the focus on it and says its place', async () => {
  const user = await open(chain, ['dense']);
  row(/^Dense/).focus();
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(names()).toEqual(['dense', 'flat', 'out']);
  expect(document.activeElement).toBe(row(/^Dense dense/));
  expect(screen.getByText('dense is now number 1 of 3')).toBeDefined();
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(screen.getByText('dense cannot move further')).toBeDefined();
});

it('deletes a block, joins what it stood between and selects the one before', async () => {
  const user = await open(chain, ['dense']);
  row(/^Dense/).focus();
  await user.keyboard('{Delete}');
  expect(names()).toEqual(['flat', 'out']);
  expect(bench().recipe?.model?.nodes[1]).not.toHaveProperty('inputs');
  expect(bench().selection).toEqual(['flat']);
  expect(document.activeElement).toBe(row(/^Flatten/));
  expect(screen.getByText('1 block removed. flat selected')).toBeDefined();
});

it('keeps its keys from the rest of the page', async () => {
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  const user = await open(chain, ['dense']);
  row(/^Dense/).focus();
  heard.mockClear();
  await user.keyboard('{Delete}');
  window.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});

it('asks for the inspector by Enter', async () => {
  const user = await open(chain, ['dense']);
  const before = useAttention.getState().asked;
  row(/^Dense/).focus();
  await user.keyboard('{Enter}');
  expect(useAttention.getState().asked).toBe(before + 1);
});

it('says where a block reads from when it is not the one above', async () => {
  await open([...chain, { name: 'side', layer: 'dense', inputs: ['flat'] }]);
  expect(row(/^Dense side.*reads flat/)).toBeDefined();
});

it('has buttons that say why they cannot be used', async () => {
  const user = await open(chain);
  const button = screen.getByRole('button', { name: 'Move up' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(button.title).toBe('Select a block first');
  await user.click(row(/^Softmax/));
  await user.click(button);
  expect(names()).toEqual(['flat', 'out', 'dense']);
});
