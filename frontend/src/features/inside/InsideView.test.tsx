import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { CellOut, InnerNode, InsideOut, MapsOut, ModelOut, Selected, StatisticsOut } from '@/api';
import { renderStudio } from '@/testing/render';
import { InsideView } from './InsideView';

const MODEL: ModelOut = {
  id: 'zoo:tiny', origin: 'zoo', name: 'tiny', description: '', live: false, recipe_name: 'tiny', dataset: 'mnist', seed: 0, parameters: 9,
  test_accuracy: 0.9, validation_accuracy: 0.9, seconds: 1, size: 100, created: null, class_names: ['0', '1'], input_shape: [4, 4, 1], output_shape: [2],
  hash: null, kind: 'classifier', writes: false, conditional: false, agreement: null,
};
const NUMBERS: StatisticsOut = { shape: [2], size: 2, mean: 0, std: 1, norm: 1, low: -1, high: 1, zeros: 0, nan: 0, infinite: 0, histogram: { low: -1, high: 1, counts: [1, 1] } };
const maps = (count: number, side: number): MapsOut => ({
  planes: btoa(String.fromCharCode(...Array<number>(count * side * side).fill(255))), count, height: side, width: side,
  numbers: Array.from({ length: count }, (_, place) => [place]), start: 0, total: count, size: [side, side], limit: 2,
});
const node = (name: string, layer: string, inputs: string[], notFinite = 0): InnerNode => ({
  name, network: 'model', layer, group: 'Convolution', inputs, shape: [2, 2, 3], parameters: 9, norm: 1, gradient_norm: 1, not_finite: notFinite,
});
const selected = (name: string, layer: string): Selected => ({
  name, layer, title: layer, formula: 'y = x W', shape: [2, 2, 3], inputs: [{ name: 'image', shape: [4, 4, 1] }], special: true, steps: null,
  output: NUMBERS, gradient: NUMBERS, maps: maps(3, 2), gradient_maps: maps(3, 2),
  parameters: [{ name: 'W', full_name: `${name}.W`, learned: true, shape: [2, 2, 1, 3], values: NUMBERS, gradients: NUMBERS }],
  weights: { parameter: 'W', values: { ...maps(3, 2), numbers: [[0, 0], [1, 0], [2, 0]] }, gradients: null },
});
const NODES = [node('conv_1', 'conv2d', ['image']), node('conv_2', 'conv2d', ['conv_1'], 4)];
const look = (name: string | null): InsideOut => ({
  model: 'zoo:tiny', network: 'model', objective: 'log-probability', target: 1, inputs: ['image'], nodes: NODES,
  selected: name === null ? null : selected(name, 'conv2d'), problems: [], step: null, label: null, picture: null,
  probabilities: [{ label: '0', probability: 0.25 }, { label: '1', probability: 0.75 }], made: null, milliseconds: 1,
});
const window = (of: string, values: number[]) => ({ of, start: [0, 0, 0], size: [2, 2, 1], stride: [1, 1, 1], values });
const CELL: CellOut = {
  node: 'conv_1', layer: 'conv2d', formula: '', kind: 'sum', index: [0, 0, 0], value: 11.5, terms: [], count: 4, bias: 0.5, rest: 0,
  windows: [window('x', [1, 2, 3, 0]), window('W', [1, 2, 2, 5])], steps: [], sums: [], sources: [{ of: 'x', node: 'image' }],
};

let models: ModelOut[];
let asked: { address: string; body: Record<string, unknown> }[];

beforeEach(() => {
  models = [MODEL];
  asked = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const address = decodeURIComponent(new URL(request.url).pathname);
    const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    if (address.endsWith('/models')) return json(models);
    const body = request.method === 'POST' ? ((await request.json()) as Record<string, unknown>) : {};
    asked.push({ address, body });
    if (address.endsWith('/cell')) return json({ ...CELL, node: body.node, index: body.index });
    if (address.endsWith('/try')) return json({ before: look(null).probabilities, after: [{ label: '0', probability: 1 }, { label: '1', probability: 0 }], made: null, made_before: null, milliseconds: 1 });
    if (body.node === 'gone') return json({ problems: [{ code: 'unknown-node', message: 'the model has no node "gone": choose another' }] }, 422);
    return json(look((body.node as string | null | undefined) ?? null));
  });
});

const show = (at: string) => renderStudio(<InsideView pad={<p>pad</p>} drawing={{ strokes: [], brush: 0.03 }} />, { path: '/inside', at });
const last = (end: string) => asked.filter(({ address }) => address.endsWith(end)).at(-1)?.body;

it('begins with the first layer, and walks to the next by an arrow key', async () => {
  show('/inside?model=zoo:tiny');
  await screen.findByRole('heading', { name: /conv_1/ });
  const list = screen.getByRole('listbox', { name: 'Layers in running order' });
  expect(within(list).getByRole('option', { selected: true }).textContent).toContain('conv_1');
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  expect(await screen.findByRole('heading', { name: /conv_2/ })).toBeTruthy();
});

it('marks a layer that puts out what is no number', async () => {
  show('/inside?model=zoo:tiny&node=conv_1');
  const list = await screen.findByRole('listbox');
  expect(within(list).getByRole('option', { name: /conv_2/ }).textContent).toContain('NaN');
  expect(within(list).getByRole('option', { name: /conv_1/ }).textContent).not.toContain('NaN');
});

it('tells a number as patch × kernel, with its sum', async () => {
  show('/inside?model=zoo:tiny&node=conv_1');
  const maps = await screen.findByRole('application', { name: 'Output of conv_1' });
  fireEvent.keyDown(maps, { key: 'ArrowRight' });
  const panel = within(screen.getByRole('region', { name: 'Where this number comes from' }));
  expect(within(await panel.findByRole('table', { name: 'Products' })).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['1', '4', '6', '0']);
  expect(panel.getByText('= 11.5')).toBeTruthy();
  expect(last('/cell')).toMatchObject({ node: 'conv_1', of: 'output', index: [0, 0, 0] });
});

it('follows a slope back through the layer that reads this one', async () => {
  show('/inside?model=zoo:tiny&node=conv_1');
  fireEvent.keyDown(await screen.findByRole('application'), { key: 'ArrowRight' });
  await userEvent.click(screen.getByText('Backward'));
  await waitFor(() => expect(last('/cell')).toMatchObject({ node: 'conv_2', of: 'input', input: 0, index: [0, 0, 0] }));
});

it('tries a typed weight, sets both predictions side by side, and takes it back', async () => {
  show('/inside?model=zoo:tiny&node=conv_1&tab=weights');
  fireEvent.keyDown(await screen.findByRole('application', { name: 'Weights conv_1.W' }), { key: 'ArrowRight' });
  const field = await screen.findByLabelText('Weight conv_1.W[0, 0, 0, 0]');
  await userEvent.clear(field);
  await userEvent.type(field, '-0.5');
  await waitFor(() => expect(last('/try')).toMatchObject({ changes: [{ parameter: 'conv_1.W', index: [0, 0, 0, 0], value: -0.5 }] }));
  const table = within(screen.getByRole('region', { name: 'What comes out' }));
  expect(await table.findByRole('columnheader', { name: 'As trained' })).toBeTruthy();
  fireEvent.blur(field);
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(table.queryByRole('columnheader', { name: 'As trained' })).toBeNull());
});

it('says in words that a layer is gone, and still lists the others', async () => {
  show('/inside?model=zoo:tiny&node=gone');
  expect((await screen.findByRole('alert')).textContent).toContain('no node "gone"');
  await userEvent.click(await screen.findByRole('option', { name: /conv_2/ }));
  expect(await screen.findByRole('heading', { name: /conv_2/ })).toBeTruthy();
});

it('says in words that a model is gone, and offers those that there are', async () => {
  show('/inside?model=run:deleted');
  expect(await screen.findByRole('heading', { name: 'This model is not there any more' })).toBeTruthy();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'zoo:tiny');
  expect(await screen.findByRole('heading', { name: /conv_1/ })).toBeTruthy();
});

it('begins with the example that a link names', async () => {
  show('/inside?model=zoo:tiny&node=conv_1&row=33&split=train');
  await screen.findByRole('heading', { name: /conv_1/ });
  expect(last('/inside')).toMatchObject({ sample: { row: 33, split: 'train' } });
  expect(screen.getByRole('textbox', { name: 'Number of the example' })).toHaveProperty('value', '33');
});

it.each(['row=-1', 'row=x', 'split=train'])('begins as usual where a link names no example (%s)', async (words) => {
  show(`/inside?model=zoo:tiny&node=conv_1&${words}`);
  await screen.findByRole('heading', { name: /conv_1/ });
  expect(last('/inside')).not.toHaveProperty('sample');
});
