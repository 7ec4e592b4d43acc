import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ActionsPlace } from '@/shared/page';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { PlaygroundView } from './PlaygroundView';
import { usePlayground } from './settings';

const POINTS = { x: [0, 1], y: [0, 1], label: [0, 1] };
const OUTPUT = { node: 'output', name: 'W', shape: [2, 2], values: 'AACAPwAAAMAAAIA/AAAAwA==', gradients: '' };

let step = 0;
let problem: unknown = null;
let asked: { path: string; body: Record<string, never> }[] = [];

beforeEach(() => {
  usePlayground.setState(usePlayground.getInitialState(), true);
  [step, problem, asked] = [0, null, []];
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === 'DELETE') return new Response(null, { status: 204 });
    if (path.endsWith('/points')) return Response.json(POINTS);
    const body = JSON.parse(await request.text());
    asked.push({ path, body });
    if (path.endsWith('/step')) step += body.steps;
    if (path.endsWith('/reset')) step = 0;
    const points = { training: POINTS, test: POINTS };
    return Response.json({ id: 'a', step, parameters: 6, measured: null, weights: [OUTPUT], plane: null, points, problem });
  }));
});

function show() {
  renderStudio(
    <ActionsPlace value={document.body}>
      <PlaygroundView />
    </ActionsPlace>,
  );
  return userEvent.setup();
}

const button = (name: string) => screen.getByRole('button', { name });

it('counts every step that is taken, and begins anew', async () => {
  const user = show();
  await user.click(button('Step'));
  await user.click(button('Step'));
  expect(await screen.findByText('Step 2')).toBeDefined();
  await user.click(button('Reset'));
  expect(await screen.findByText('Step 0')).toBeDefined();
});

it('goes on until it is paused', async () => {
  const user = show();
  await screen.findByRole('table');
  await user.click(button('Play'));
  await waitFor(() => expect(step).toBeGreaterThan(3));
  await user.click(button('Pause'));
  const then = step;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(step).toBeLessThanOrEqual(then + 1);
  expect(button('Play')).toBeDefined();
});

it('tells the weights of a neuron, and puts in what one sets', async () => {
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'Class 1' }));
  const weights = screen.getByRole('region', { name: 'Weights' });
  await waitFor(() => expect(within(weights).getByRole('slider', { name: 'x₁' })).toHaveProperty('value', '-2'));
  const slider = within(weights).getByRole<HTMLInputElement>('slider', { name: 'x₂' });
  fireEvent.change(slider, { target: { value: '1.5' } });
  await waitFor(() => expect(asked.find(({ path }) => path.endsWith('/weight'))?.body).toMatchObject({ node: 'output', index: [1, 1], value: 1.5 }));
});

it('keeps the last feature that the network reads', async () => {
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'x₁' }));
  expect(button('x₁').getAttribute('aria-pressed')).toBe('false');
  await user.click(button('x₂'));
  expect(button('x₂').getAttribute('aria-pressed')).toBe('true');
});

it('says what went wrong when the loss is no number any more, and goes on only from the beginning', async () => {
  problem = { code: 'other', message: 'the loss became inf: begin anew', node: null, facts: {} };
  show();
  expect((await screen.findByRole('alert')).textContent).toContain('the loss became inf');
  expect(button('Step')).toHaveProperty('disabled', true);
  expect(button('Reset')).toHaveProperty('disabled', false);
});

it('opens its network on the canvas as an ordinary recipe', async () => {
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'Spiral' }));
  await user.click(button('Open on the canvas'));
  const { recipe, name } = useWorkbench.getState();
  expect(name).toBe('Spiral');
  expect(recipe?.model?.nodes).toHaveLength(8);
});
