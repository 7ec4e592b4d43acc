import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Inspected, InspectedProblem } from '@/api';
import { useInspectionStore } from '@/shared/inspection';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { Problems } from './Problems';

const bench = () => useWorkbench.getState();

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(async () => Response.json(CATALOGUE)));
  const nodes = [{ name: 'dense', layer: 'dense', units: 64 }, { name: 'out', layer: 'softmax' }];
  const recipe = { version: 1, model: { inputs: { image: [28, 28, 1] }, nodes } };
  bench().openDocument({ id: null, revision: 0, name: 'Draft', recipe, positions: {} });
});

function show(problems: InspectedProblem[], parameters = 11_738) {
  const ready = !problems.some(({ severity }) => severity !== 'warning');
  const answer: Inspected = { inputs: { image: [28, 28, 1] }, nodes: [], outputs: {}, parameters, flops: 1, problems, ready };
  useInspectionStore.setState({ answer, about: bench().recipe, trouble: [] });
  renderStudio(<Problems />);
  return userEvent.setup();
}

const rank: InspectedProblem = {
  code: 'from-the-future',
  message: 'dense needs flat input: put a flatten layer before it',
  node: 'dense',
  severity: 'error',
  remedy: { kind: 'insert-before', node: 'dense', layer: 'flatten' },
};

it('says that training can begin', () => {
  show([]);
  expect(screen.getByRole('region', { name: 'Problems' }).textContent).toContain('Ready to train · 11,738 parameters');
});

it('counts, and a row selects its block', async () => {
  const user = show([rank, { code: 'unused', message: 'it leads to no output', node: 'out', severity: 'warning' }]);
  expect(screen.getByRole('button', { name: /1 problem · 1 hint/ })).toBeDefined();
  await user.click(screen.getByText('dense'));
  expect(bench().selection).toEqual(['dense']);
});

it('shows the sentence of the server for a code that it does not know', () => {
  show([rank]);
  expect(screen.getByText('dense needs flat input: put a flatten layer before it')).toBeDefined();
});

it('applies a remedy by one click, as one edit', async () => {
  const user = show([rank]);
  await user.click(await screen.findByRole('button', { name: 'Insert flatten' }));
  expect(bench().recipe?.model?.nodes.map(({ layer }) => layer)).toEqual(['flatten', 'dense', 'softmax']);
  useWorkbench.temporal.getState().undo();
  expect(bench().recipe?.model?.nodes).toHaveLength(2);
});

it.each([
  [{ kind: 'set-option', node: 'dense', option: 'units', value: 10 }, 'Set units to 10'],
  [{ kind: 'remove-node', node: 'out' }, 'Remove out'],
  [{ kind: 'set-training', option: 'loss', value: 'softmax_cross_entropy' }, 'Set loss to softmax cross entropy'],
] as const)('puts the remedy %j into words', async (remedy, words) => {
  show([{ ...rank, remedy }]);
  expect(await screen.findByRole('button', { name: words })).toBeDefined();
});

it('can be folded away', async () => {
  const user = show([rank]);
  await user.click(screen.getByRole('button', { name: /1 problem/ }));
  expect(screen.queryByText(/flat input/)).toBeNull();
});
