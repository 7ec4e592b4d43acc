import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { StartScreen } from './StartScreen';

const recipe = (dataset: string) => ({ version: 1, data: { dataset }, model: { inputs: { x: [2] }, nodes: [] } });
const facts = { beginner: true, description: 'What it is.', flops: 1, parameters: 11_738, expected_accuracy: 0.979, seconds: 6.5 };
const PAIR = { version: 1, generator: { inputs: { noise: [2] }, nodes: [] }, discriminator: { inputs: { image: [2] }, nodes: [] } };
const TEMPLATES = [
  { ...facts, name: 'other', title: 'Another', goal: 'recognise', recipe: recipe('mnist') },
  { ...facts, name: 'first-network', title: 'First network', goal: 'recognise', recipe: recipe('mnist') },
  { ...facts, name: 'gan-2d', title: 'Points', goal: 'generate', recipe: { version: 1, generator: { inputs: { noise: [2] }, nodes: [] } } },
  { ...facts, name: 'cgan', title: 'Digit writer', goal: 'generate', recipe: PAIR },
  { ...facts, name: 'plane', title: 'A plane', goal: 'explore', recipe: recipe('moons') },
];
const ANSWERS: Record<string, unknown> = {
  '/api/templates': TEMPLATES,
  '/api/catalogue': CATALOGUE,
  '/api/datasets/moons/points': { x: [0, 1], y: [0, 1], label: [0, 1] },
  '/api/inspect': { inputs: {}, nodes: [], outputs: {}, parameters: 0, flops: 0, problems: [], ready: true },
};

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => Response.json(ANSWERS[new URL(request.url).pathname])));
});

function show() {
  const onOpen = vi.fn();
  renderStudio(<StartScreen generated={null} onOpen={onOpen} />);
  return { onOpen, user: userEvent.setup() };
}

it('opens the beginner’s network when one wants to recognise', async () => {
  const { onOpen, user } = show();
  await vi.waitFor(() => expect(screen.getByRole('button', { name: /^Recognise/ })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: /^Recognise/ }));
  expect(onOpen).toHaveBeenCalled();
  expect(useWorkbench.getState().name).toBe('First network');
});

it('draws the points of the data that exploring opens', async () => {
  show();
  await vi.waitFor(() => {
    const asked = vi.mocked(fetch).mock.calls.map(([request]) => new URL((request as Request).url).pathname);
    expect(asked).toContain('/api/datasets/moons/points');
  });
});

it('opens both networks of the flagship where one wants to generate', async () => {
  const { onOpen, user } = show();
  await vi.waitFor(() => expect(screen.getByRole('button', { name: /^Generate/ })).toHaveProperty('disabled', false));
  await user.click(screen.getByRole('button', { name: /^Generate/ }));
  expect(onOpen).toHaveBeenCalled();
  expect(useWorkbench.getState().recipe?.discriminator).toBeDefined();
});

it('searches the templates and opens one', async () => {
  const { onOpen, user } = show();
  await user.click(screen.getByRole('button', { name: 'All templates' }));
  await user.type(await screen.findByRole('searchbox', { name: 'Search templates' }), 'another');
  expect(screen.getByText('1 template')).toBeDefined();
  const card = screen.getByRole('button', { name: /^Another/ });
  expect(card.textContent?.replace(/\s/g, ' ')).toContain('11.7K parameters · 97.9 % of the test · about 6.5 s');
  await user.click(card);
  expect(onOpen).toHaveBeenCalled();
  expect(useWorkbench.getState().name).toBe('Another');
});
