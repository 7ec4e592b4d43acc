import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { DatasetOut, OwnOut } from '@/api';
import { dispatch } from '@/shared/stream';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { OwnSet } from './OwnSet';

const ID = '00000000000000a1';
const SET = { name: `own:${ID}`, label: 'Shapes', kind: 'pictures', state: 'ready' } as DatasetOut;
const PAD = { place: null, picture: async () => new Blob(['png']), clear: () => {} };
const RECIPE = { version: 1, title: 'Shapes', data: { dataset: { dataset: 'own', id: ID } }, model: { inputs: { image: [32, 32, 3] }, nodes: [] } };

let own: OwnOut;
let refusal: Response | undefined;
let models: object[];
const asked: string[] = [];
const sent: { method: string; address: string; body: unknown }[] = [];

const base64 = (array: Int32Array | Int16Array | Uint8Array) => btoa(String.fromCharCode(...new Uint8Array(array.buffer)));

function rows() {
  return { version: own.version, total: 3, rows: base64(Int32Array.of(0, 1, 2)), labels: base64(Int16Array.of(0, 0, 1)), splits: base64(Uint8Array.of(0, 1, 0)), groups: null, guesses: null, sure: null };
}

beforeEach(() => {
  own = {
    id: ID, dataset: SET.name, name: 'Shapes', created: '2026-01-01', shape: [32, 32, 3], preparation: { placing: 'fit', invert: false }, source: 'shapes.zip',
    bytes: 9_216, version: 3, classes: [{ name: 'circle', train: 1, test: 1, left_out: 0 }, { name: 'square', train: 1, test: 0, left_out: 0 }],
    pictures: 3, train: 2, test: 1, left_out: 0, undo: null, redo: null,
  };
  refusal = undefined;
  models = [];
  asked.length = sent.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const address = pathname.replace('/api/', '');
    if (request.method !== 'GET') {
      const text = await request.text();
      sent.push({ method: request.method, address, body: text ? JSON.parse(text) : undefined });
      if (refusal) return refusal;
      if (request.method === 'DELETE') return new Response(null, { status: 204 });
      own = { ...own, version: own.version + 1, undo: { change: 'leave_out', count: 3 } };
      return Response.json(own);
    }
    if (address === `own/${ID}`) return Response.json(own);
    if (address === `own/${ID}/recipe`) return Response.json(RECIPE);
    if (address === `own/${ID}/rows`) {
      asked.push(search);
      return Response.json(rows());
    }
    return Response.json(address === 'models' ? models : []);
  });
});

const show = (at = '/data') => renderStudio(<OwnSet set={SET} pad={PAD} augmenting={null} />, { at });
const chosen = () => within(screen.getByRole('group', { name: 'The chosen pictures' }));

it('leaves chosen pictures out of the version that was seen, and takes that back', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Choose all' }));
  expect(chosen().getByText('3 chosen')).toBeTruthy();
  await userEvent.click(chosen().getByRole('button', { name: 'Leave out' }));
  const changes = [{ change: 'leave_out', rows: [0, 1, 2] }];
  await vi.waitFor(() => expect(sent).toEqual([{ method: 'POST', address: `own/${ID}/edits`, body: { version: 3, changes } }]));
  expect(await chosen().findByText('0 chosen')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Undo: 3 pictures left out' }));
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ address: `own/${ID}/undo`, body: { version: 4 } }));
});

it('gives a class, making it where there is none of that name, in one step', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Choose all' }));
  await userEvent.type(chosen().getByRole('combobox', { name: 'Class' }), 'ring{Enter}');
  const changes = [{ change: 'add_class', name: 'ring' }, { change: 'relabel', rows: [0, 1, 2], label: 'ring' }];
  await vi.waitFor(() => expect(sent[0]?.body).toEqual({ version: 3, changes }));
});

it('can do nothing before pictures are chosen, and says so', async () => {
  show();
  const out = await screen.findByRole('button', { name: 'Leave out' });
  expect(out).toHaveProperty('disabled', true);
  expect(out.title).toBe('Choose pictures first');
});

it('says that another version is current, and shows that one', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Choose all' }));
  refusal = Response.json({ problems: [{ code: 'new', message: 'somebody changed it' }] }, { status: 409 });
  own = { ...own, version: 9 };
  await userEvent.click(chosen().getByRole('button', { name: 'To test' }));
  expect(await screen.findByText('somebody changed it')).toBeTruthy();
  expect(await screen.findByText(/version 9/)).toBeTruthy();
});

it('hears of changes that another tab makes', async () => {
  show();
  await screen.findByText(/version 3/);
  own = { ...own, version: 4 };
  act(() => dispatch({ type: 'own', dataset: ID, version: 4 }));
  expect(await screen.findByText(/version 4/)).toBeTruthy();
});

it('merges a class into another', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change class square' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Merge into another' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Merge “square” into another class' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Merge into another' }));
  expect(sent[0]?.body).toEqual({ version: 3, changes: [{ change: 'merge_classes', name: 'square', into: 'circle' }] });
});

it('asks what a model gets wrong, of those that read such pictures', async () => {
  const reader = { name: 'mine', kind: 'classifier', live: false };
  models = [{ ...reader, id: 'zoo:digits', input_shape: [28, 28, 1] }, { ...reader, id: 'run:1', input_shape: [32, 32, 3] }];
  show();
  await screen.findByRole('button', { name: 'Choose all' });
  await userEvent.selectOptions(screen.getByLabelText('Only'), 'What a model gets wrong');
  await vi.waitFor(() => expect(asked.at(-1)).toBe('?version=3&only=wrong&model=run%3A1'));
});

it('opens a network that fits, and refuses where one class alone could be learnt', async () => {
  const view = show();
  await userEvent.click(await screen.findByRole('button', { name: 'Train on this' }));
  await vi.waitFor(() => expect(useWorkbench.getState()).toMatchObject({ name: 'Shapes', documentId: null, recipe: RECIPE }));
  view.unmount();
  own = { ...own, classes: own.classes.slice(0, 1) };
  show();
  const train = await screen.findByRole('button', { name: 'Train on this' });
  expect(train).toHaveProperty('disabled', true);
  expect(screen.getByText('Needs training pictures of two classes')).toBeTruthy();
});

it('keeps what is drawn under the class that was typed', async () => {
  show('/data?collect=draw');
  await userEvent.type(await screen.findByRole('textbox', { name: 'New class' }), 'star{Enter}');
  await userEvent.click(screen.getByRole('button', { name: 'Keep as “star”' }));
  const samples = [{ label: 'star', picture: btoa('png') }];
  await vi.waitFor(() => expect(sent[0]).toEqual({ method: 'POST', address: `own/${ID}/samples`, body: { samples } }));
});

it('adds files that are chosen here to this data set', async () => {
  const { router } = show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add pictures' }));
  expect(await screen.findByRole('menuitem', { name: 'Choose a folder …' })).toBeTruthy();
  await userEvent.upload(screen.getByLabelText('Choose a file …'), new File(['png'], 'cat.png'), { applyAccept: false });
  await vi.waitFor(() => expect(sent[0]).toEqual({ method: 'POST', address: 'own/imports', body: { bytes: 3, name: 'cat', into: ID } }));
  await vi.waitFor(() => expect(router.state.location.search).toBe(`?import=${ID}`));
});

it('says that it was deleted elsewhere', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ problems: [{ code: 'new', message: 'gone' }] }, { status: 404 }));
  show();
  expect(await screen.findByRole('heading', { name: 'This data set is no longer there' })).toBeTruthy();
});

it('takes one step back for two presses that come before it is done', async () => {
  own = { ...own, undo: { change: 'leave_out', count: 3 } };
  show();
  await screen.findByRole('button', { name: 'Choose all' });
  let answer = (_: Response) => {};
  vi.stubGlobal('fetch', async ({ method, url }: Request) => {
    sent.push({ method, address: new URL(url).pathname, body: undefined });
    return new Promise<Response>((resolve) => (answer = resolve));
  });
  await userEvent.keyboard('{Control>}zz{/Control}');
  expect(sent.map(({ address }) => address)).toEqual([`/api/own/${ID}/undo`]);
  answer(Response.json(own));
});

it('divides the pictures anew between training and testing', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'More for Shapes' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Divide anew …' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Divide between training and testing' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Divide' }));
  await vi.waitFor(() => expect(sent[0]?.body).toEqual({ version: 3, changes: [{ change: 'divide', share: 0.2 }] }));
});

it('lets one be rid of a data set that is damaged', async () => {
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return Response.json({ problems: [{ code: 'own-damaged', message: 'it is damaged' }] }, { status: 422 });
    sent.push({ method: request.method, address: new URL(request.url).pathname, body: undefined });
    return new Response(null, { status: 204 });
  });
  show();
  expect(await screen.findByText('it is damaged')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  await vi.waitFor(() => expect(sent[0]).toMatchObject({ method: 'DELETE', address: `/api/own/${ID}` }));
});
