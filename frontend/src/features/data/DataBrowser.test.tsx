import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { DatasetOut } from '@/api';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { DataBrowser } from './DataBrowser';

const MNIST: DatasetOut = {
  name: 'mnist', label: 'MNIST', summary: 'digits', kind: 'pictures', state: 'missing', class_names: ['0', '1'],
  shape: [28, 28, 1], train: null, test: null, train_counts: [], test_counts: [],
};
const READY: DatasetOut = { ...MNIST, state: 'ready', train: 60_000, test: 10_000, train_counts: [20_000, 40_000], test_counts: [4_000, 6_000] };
const CATALOGUE = {
  enlargements: [
    { name: 'windows', label: 'Moved window', group: '', summary: '', documentation: '',
      options: [
        { name: 'window', label: 'Window', type: 'pair', many: false, optional: false, default: [21, 17], help: '', expects: '', ge: 1 },
        { name: 'grid', label: 'Grid', type: 'pair', many: false, optional: false, default: [7, 11], help: '', expects: '', ge: 1 },
        { name: 'turns', label: 'Turns', type: 'boolean', many: false, optional: false, default: false, help: '', expects: '' },
      ] },
  ],
  augmentations: [
    { name: 'rotate', label: 'Rotate', group: 'Movement', summary: '', documentation: '',
      options: [{ name: 'degrees', label: 'Degrees', type: 'number', many: false, optional: false, default: 10, help: '', expects: '', ge: 0, le: 180 }] },
  ],
  data: [{ name: 'validation', default: 0.1 }],
};
const RECIPE = { version: 1, data: { dataset: 'strokes', validation: 0.05 }, model: { inputs: { image: [28, 28, 1] }, nodes: [] } };

let sets: DatasetOut[];
let drawings: object[];
let refusal: string | undefined;
const lines: string[] = [];
const sent: { method: string; address: string; body: unknown }[] = [];

beforeEach(() => {
  sets = [MNIST];
  drawings = [];
  refusal = undefined;
  sent.length = 0;
  lines.length = 0;
  useWorkbench.getState().openDocument({ id: 'd', revision: 1, name: '', recipe: RECIPE, positions: {} });
  vi.stubGlobal('fetch', async (request: Request) => {
    const address = new URL(request.url).pathname.replace('/api/', '');
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    if (request.method !== 'GET') {
      const text = await request.text();
      sent.push({ method: request.method, address, body: text ? JSON.parse(text) : undefined });
    }
    if (address === 'datasets') return json(sets);
    if (address === 'catalogue') return json(CATALOGUE);
    if (address === 'drawings') return json(drawings);
    if (address === 'datasets/alice/lines') {
      const asked = new URL(request.url).searchParams;
      lines.push(asked.toString());
      const all = ['down the', 'own the '].map((text, row) => ({ row, text, next: asked.get('label') === '1' ? 'r' : ' ' }));
      return json({ total: 10_058, lines: all });
    }
    if (address.endsWith('/augmented')) return new Response(new Blob(['png']), { headers: { 'Content-Type': 'image/png' } });
    if (address === 'own/imports') return json({ problems: [{ code: 'new', message: 'not now' }] }, 422);
    if (address.endsWith('/prepare') && refusal) return json({ problems: [{ code: 'data-files', message: refusal }] }, 422);
    if (address.endsWith('/prepare')) return json({ ...MNIST, state: 'preparing' }, 202);
    return new Response(null, { status: 204 });
  });
});

const show = (at = '/data') => renderStudio(<DataBrowser pad={<p>pad</p>} collecting={{ place: null, picture: async () => null, clear: () => {} }} />, { at });

it('opens data sets of one\'s own that cannot be learnt yet, and says what is missing', async () => {
  const empty: DatasetOut = { ...MNIST, name: 'own:1', label: 'Signs', train: 3, test: 0, problems: [{ code: 'new', message: 'it needs pictures for testing', facts: {} }] };
  sets = [empty, { ...empty, name: 'own:2', label: 'Broken', state: 'failed', train: null, problems: [{ code: 'new', message: 'it is damaged', facts: {} }] }];
  show();
  expect((await screen.findByRole('link', { name: 'Signs' })).getAttribute('href')).toBe('/data?set=own%3A1');
  expect(screen.getByText('it needs pictures for testing')).toBeTruthy();
  expect(screen.getByText(/^3 pictures/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Broken' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Make it on this machine' })).toBeNull();
});

it('adds what is dropped on the card of a data set of ones own to that one, and makes a new one of it elsewhere', async () => {
  sets = [{ ...READY, name: 'own:a1', label: 'Signs' }, READY];
  const carried = (type: string) => Object.assign(new Event(type, { bubbles: true }), { dataTransfer: { types: ['Files'], items: [], files: [new File(['zip'], 'more.zip')] } });
  for (const [name, into] of [['MNIST', {}], ['Signs', { into: 'a1' }]] as const) {
    const { unmount } = show();
    const card = await screen.findByRole('link', { name });
    act(() => void card.dispatchEvent(carried('dragover')));
    expect(screen.getByText(name === 'Signs' ? 'Drop it to add its pictures to “Signs”' : 'Drop it to see what is in it')).toBeTruthy();
    act(() => void card.dispatchEvent(carried('drop')));
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ method: 'POST', address: 'own/imports', body: { bytes: 3, name: 'more', ...into } }));
    unmount();
  }
});

it('offers to download what is missing, tells how far it is, and cancels', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Download (11.6 MB)' }));
  expect(sent).toEqual([{ method: 'POST', address: 'datasets/mnist/prepare', body: {} }]);
  act(() => dispatch({ type: 'preparation', dataset: 'mnist', done: 3_000_000, total: 11_600_000, state: 'preparing', problems: [] }));
  expect(await screen.findByText('3 MB of 11.6 MB')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Preparation of MNIST' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(sent.at(-1)).toMatchObject({ method: 'DELETE', address: 'datasets/mnist/prepare' });
});

it('takes the files from a folder, and says in words what is wrong with it', async () => {
  refusal = 'the folder has no file train-images-idx3-ubyte.gz: name the folder that has the four files';
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Take from a folder …' }));
  await userEvent.type(screen.getByLabelText('Folder on this machine'), '/data/digits');
  await userEvent.click(screen.getByRole('button', { name: 'Take from this folder' }));
  expect(sent[0]?.body).toEqual({ folder: '/data/digits' });
  expect(await screen.findByText(refusal)).toBeTruthy();
});

it('says what to do after a download that failed, and on demand what happened', async () => {
  sets = [{ ...MNIST, state: 'failed', problems: [{ code: 'no-words', message: 'https://somewhere: connection refused' }] }];
  show();
  expect((await screen.findByRole('alert')).textContent).toContain('take the files from a folder');
  expect(screen.getByText('https://somewhere: connection refused').closest('details')?.open).toBe(false);
});

it('shows the data set when its preparation has ended', async () => {
  show();
  await screen.findByText('Not here yet');
  sets = [READY];
  act(() => dispatch({ type: 'preparation', dataset: 'mnist', done: 1, total: 1, state: 'ready', problems: [] }));
  expect(await screen.findByRole('link', { name: 'MNIST' })).toBeTruthy();
  expect(await screen.findByText('70,000 pictures · 2 classes · 28 × 28')).toBeTruthy();
});

it('explains what validation sets aside, and filters by class', async () => {
  sets = [READY];
  show('/data?set=mnist');
  expect(await screen.findByText(/10 % of these \(6,000\) are set aside/)).toBeTruthy();
  const one = screen.getByRole('button', { name: /^1 ?: ?40,000/ });
  await userEvent.click(one);
  expect(one.getAttribute('aria-pressed')).toBe('true');
  await userEvent.click(screen.getByRole('button', { name: /^All/ }));
  expect(one.getAttribute('aria-pressed')).toBe('false');
});

it('puts the tried changes into the network, undoably', async () => {
  sets = [READY];
  show('/data?set=mnist');
  const use = await screen.findByRole('button', { name: 'Use in my network' });
  expect(use).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('switch', { name: /^Rotate/ }));
  await userEvent.click(screen.getByRole('switch', { name: /^Moved window/ }));
  expect(screen.getByText('77 pictures are made of each one, without taking memory.')).toBeTruthy();
  await userEvent.click(use);
  const data = { dataset: 'strokes', validation: 0.05, augmentation: ['rotate'], enlargement: 'windows' };
  expect(useWorkbench.getState().recipe?.data).toEqual(data);
  await userEvent.click(await screen.findByRole('button', { name: /^Undo/ }));
  expect(useWorkbench.getState().recipe).toEqual(RECIPE);
});

const ALICE: DatasetOut = {
  ...READY, name: 'alice', label: "Alice's Adventures", kind: 'text', class_names: [' ', 'r'], shape: [8], train: 10_058, test: 1_081,
  train_counts: [2_000, 500], test_counts: [200, 50],
};

it('shows a text by its beginning, and counts its characters', async () => {
  sets = [ALICE];
  show();
  const texts = within(await screen.findByRole('region', { name: 'Texts' }));
  expect(await texts.findByText('down theown the')).toBeTruthy();
  expect(texts.getByText('11,139 examples · 2 different characters')).toBeTruthy();
  expect(lines).toEqual(['split=train&count=5&every=8']);
});

it('shows what is read in a text, what follows, and only what one character follows', async () => {
  sets = [ALICE];
  show('/data?set=alice');
  const list = within(await screen.findByRole('list', { name: 'Examples: what is read, and what follows' }));
  expect(list.getAllByRole('listitem').map((row) => row.textContent)).toEqual(['down the, then ␣', 'own the , then ␣']);
  expect(screen.getByText('2 of 10,058')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^r ?: ?500/ }));
  expect((await screen.findAllByText('r')).length).toBeGreaterThan(1);
  expect(lines.at(-1)).toBe('split=train&count=25&label=1');
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await vi.waitFor(() => expect(lines.at(-1)).toBe('split=train&count=50&label=1'));
});

it('invites to draw where nothing was drawn yet, and removes a drawing undoably', async () => {
  const mine = { ...MNIST, name: 'drawings', label: 'My drawings' };
  sets = [mine];
  const view = show('/data?set=drawings');
  expect(await screen.findByText('Draw the first one')).toBeTruthy();
  expect(screen.getByText('pad')).toBeTruthy();
  view.unmount();

  drawings = [{ id: 'a', label: '7', created: '', strokes: [], picture: btoa('\0'.repeat(784)) }];
  show('/data?set=drawings');
  const list = await screen.findByRole('list', { name: 'My drawings' });
  expect(within(list).getByRole('img', { name: 'A drawn 7' })).toBeTruthy();
  drawings = [];
  await userEvent.click(screen.getByRole('button', { name: 'Delete this 7' }));
  expect(await screen.findByText('Draw the first one')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Undo: A drawn 7 was deleted' }));
  expect(sent.map(({ method, address }) => `${method} ${address}`)).toEqual(['DELETE drawings/a', 'POST drawings/a/restore']);
});
