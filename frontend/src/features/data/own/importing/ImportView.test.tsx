import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ImportOut, OwnOut, SurveyOut } from '@/api';
import { dispatch } from '@/shared/stream';
import { renderStudio } from '@/testing/render';
import { ImportView } from './ImportView';

const PLAN = { shape: [40, 40, 3] as [number, number, number], placing: 'fit' as const, invert: false, keep: true, test: 0.2, given_split: true, duplicates: 'leave_out' as const, seed: 0, label: '' };
const SURVEY: SurveyOut = {
  kind: 'folders', pictures: 101, classes: [{ name: 'cat', count: 61, train: 0, test: 0 }, { name: 'dog', count: 40, train: 0, test: 0 }],
  sizes: [{ height: 40, width: 40, count: 101 }], grey: 0, colour: 101, given_split: false,
  refused: [{ name: 'cat/<b>.png', reason: 'damaged', message: 'broken' }, { name: 'dog/new.png', reason: 'never heard of', message: 'it is new' }], refused_count: 5,
  duplicates: [['cat/1.png', 'cat/2.png']], duplicate_count: 1, near: [], near_count: 0, known: [], known_count: 0, nearly_known: [], nearly_known_count: 0,
  samples: [0, 0, 1, 1], suggestion: PLAN, remarks: ['uneven'],
};

/** A data set to which pictures are added. */
const PETS: OwnOut = {
  id: '00000000000000a1', dataset: 'own:00000000000000a1', name: 'Pets', created: '2026-01-01', shape: [40, 40, 3], preparation: { placing: 'fit', invert: false }, source: '', bytes: 0,
  version: 2, classes: [{ name: 'cat', train: 5, test: 1, left_out: 1 }], pictures: 7, train: 5, test: 1, left_out: 1, undo: null, redo: null,
};

let found: ImportOut;
let committing: () => Response;
const sent: { method: string; address: string; body: unknown }[] = [];

beforeEach(() => {
  found = { id: '1f', name: 'animals', into: null, state: 'surveyed', what: null, done: 0, total: null, problems: [], received: 9, files: 1, survey: SURVEY, dataset: null, lost: [], lost_count: 0 };
  committing = () => Response.json({ ...found, state: 'importing' }, { status: 202 });
  sent.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const address = new URL(request.url).pathname.replace('/api/', '');
    if (address.endsWith('/preview')) return new Response(new Blob(['png']), { headers: { 'Content-Type': 'image/png' } });
    if (request.method !== 'GET') {
      const text = await request.text();
      sent.push({ method: request.method, address, body: text ? JSON.parse(text) : undefined });
      return request.method === 'DELETE' ? new Response(null, { status: 204 }) : committing();
    }
    if (address === `own/${PETS.id}`) return Response.json(PETS);
    return Response.json(address === 'own/imports/1f' ? found : []);
  });
});

const show = () => renderStudio(<ImportView id="1f" />, { at: '/data?import=1f' });

it('shows what was found, and each file that will not be taken with its reason', async () => {
  show();
  const classes = within(await screen.findByRole('region', { name: 'What was found' }));
  expect(classes.getByRole('heading').textContent).toBe('101 pictures, 2 classes');
  expect(classes.getByText('In colour · 40 × 40 · one folder for each class')).toBeTruthy();
  expect(classes.getByText(/ten times as many/)).toBeTruthy();
  const refused = within(screen.getByRole('region', { name: '5 files will not be taken' }));
  expect(refused.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'cat/<b>.png is damaged: it ends too early or contradicts itself',
    'dog/new.png it is new',
    'and 3 more',
  ]);
});

it('imports as suggested, with what was changed, and opens the data set when it is there', async () => {
  const { router } = show();
  const name = await screen.findByLabelText('Name');
  await userEvent.clear(name);
  await userEvent.type(name, ' Pets ');
  await userEvent.click(screen.getByText('Grey'));
  await userEvent.click(screen.getByRole('switch', { name: 'Leave out 1 duplicate' }));
  await userEvent.click(screen.getByRole('button', { name: 'Import 101 pictures' }));
  const plan = { ...PLAN, shape: [40, 40, 1], duplicates: 'keep' };
  expect(sent).toEqual([{ method: 'POST', address: 'own/imports/1f/commit', body: { name: 'Pets', plan } }]);
  found = { ...found, state: 'imported', dataset: '00000000000000a1' };
  act(() => dispatch({ type: 'import', import: '1f', state: 'imported', what: null, done: 1, total: 1, problems: [], dataset: '00000000000000a1' }));
  await vi.waitFor(() => expect(router.state.location.search).toBe('?set=own:00000000000000a1'));
});

it('names what could not be kept before it leads to the data set', async () => {
  found = { ...found, state: 'imported', dataset: '00000000000000a1', lost: [{ name: 'cat/white.png', reason: 'empty', message: 'it shows nothing' }], lost_count: 1 };
  const { router } = show();
  const lost = within(await screen.findByRole('region', { name: '1 file could not be kept' }));
  expect(lost.getByRole('listitem').textContent).toMatch(/^cat\/white\.png \S/);
  expect(router.state.location.search).toBe('?import=1f');
  await userEvent.click(screen.getByRole('link', { name: 'Open the data set' }));
  expect(router.state.location.search).toBe('?set=own:00000000000000a1');
});

it('adds to a data set in its form, and names what it has already', async () => {
  const survey = { ...SURVEY, known: [{ name: 'cat/7.png', label: 'cat' }], known_count: 3, nearly_known: [{ name: 'cat/8.png', label: 'cat' }], nearly_known_count: 1 };
  found = { ...found, into: PETS.id, survey };
  const { router } = show();
  await screen.findByRole('heading', { name: 'Add “animals” to “Pets”' });
  const classes = within(screen.getByRole('region', { name: 'What was found' }));
  expect(classes.getAllByRole('listitem').slice(-2).map((row) => row.textContent)).toEqual(['cat61 pictures · 7 there already', 'dog40 pictures · a new class']);
  const known = within(screen.getByRole('region', { name: 'In the data set already: 3, nearly: 1' }));
  expect(known.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'cat/7.png is there as “cat”',
    'cat/8.png is nearly like one that is there as “cat”',
    'and 2 more',
  ]);
  expect(screen.queryByLabelText('Name')).toBeNull();
  expect(screen.getByText('They take the form of “Pets”: 40 × 40 · Colour · Whole picture')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Add 97 pictures' }));
  expect(sent).toEqual([{ method: 'POST', address: 'own/imports/1f/commit', body: { plan: PLAN } }]);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await vi.waitFor(() => expect(router.state.location.search).toBe('?set=own%3A00000000000000a1'));
});

it('gives a class to pictures that are added without one', async () => {
  const classes = [{ name: 'unlabelled', count: 101, train: 0, test: 0 }];
  found = { ...found, into: PETS.id, survey: { ...SURVEY, classes, remarks: ['unlabelled'], duplicate_count: 0 } };
  show();
  await userEvent.type(await screen.findByRole('combobox', { name: 'Class of these pictures' }), 'cat ');
  expect(screen.getByText('In colour · 40 × 40')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Add 101 pictures' }));
  expect(sent.at(-1)?.body).toEqual({ plan: { ...PLAN, label: 'cat' } });
});

it('lets the one folder of pictures be another class', async () => {
  const classes = [{ name: 'IMG 2024', count: 101, train: 0, test: 0 }];
  found = { ...found, into: PETS.id, survey: { ...SURVEY, classes, duplicate_count: 0 } };
  show();
  const field = await screen.findByRole('combobox', { name: 'Class of these pictures' });
  expect(field).toHaveProperty('placeholder', 'IMG 2024');
  await userEvent.type(field, 'cat');
  expect(screen.getByText('101 pictures · 7 there already')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Add 101 pictures' }));
  expect(sent.at(-1)?.body).toEqual({ plan: { ...PLAN, label: 'cat' } });
});

it('has nothing to add where everything is there already', async () => {
  found = { ...found, into: PETS.id, survey: { ...SURVEY, duplicate_count: 0, known_count: 101 } };
  show();
  expect(await screen.findByRole('button', { name: 'Add 0 pictures' })).toHaveProperty('disabled', true);
  expect(screen.getByText('All of these pictures are there already')).toBeTruthy();
  await userEvent.click(screen.getByRole('switch', { name: 'Leave out 101 pictures that would be there twice' }));
  expect(screen.getByRole('button', { name: 'Add 101 pictures' })).toHaveProperty('disabled', false);
});

it('takes other files that are dropped in the place of these', async () => {
  found = { ...found, into: PETS.id };
  committing = () => Response.json({ ...found, id: '2e' }, { status: 201 });
  const { router } = show();
  await screen.findByRole('heading', { name: 'Add “animals” to “Pets”' });
  const file = new File(['zip'], 'mended.zip');
  const drop = new Event('drop') as Event & { dataTransfer: object };
  drop.dataTransfer = { types: ['Files'], items: [], files: [file] };
  act(() => void window.dispatchEvent(drop));
  await vi.waitFor(() => expect(router.state.location.search).toBe('?import=2e'));
  expect(sent[0]).toEqual({ method: 'POST', address: 'own/imports', body: { bytes: 3, name: 'mended', into: PETS.id } });
  await vi.waitFor(() => expect(sent).toContainEqual({ method: 'DELETE', address: 'own/imports/1f', body: undefined }));
});

it('says what is wrong with the plan, and stays', async () => {
  committing = () => Response.json({ problems: [{ code: 'new', message: 'there is no room' }] }, { status: 422 });
  show();
  await userEvent.click(await screen.findByRole('button', { name: /^Import/ }));
  expect(await screen.findByText('there is no room')).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Import/ })).toHaveProperty('disabled', false);
});

it('tells how far it is, and leaves nothing behind when it is cancelled', async () => {
  found = { ...found, state: 'surveying', survey: null };
  const { router } = show();
  await screen.findByText('The files are being looked through', { selector: 'h2' });
  act(() => dispatch({ type: 'import', import: '1f', state: 'surveying', what: null, done: 1_200, total: 60_000, problems: [], dataset: null }));
  expect(await screen.findByText('1,200 of 60,000')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(sent).toEqual([{ method: 'DELETE', address: 'own/imports/1f', body: undefined }]);
  await vi.waitFor(() => expect(router.state.location.search).toBe(''));
});

it('asks for the files once more where the tab that sent them is gone', async () => {
  found = { ...found, state: 'receiving', survey: null };
  show();
  expect(await screen.findByText('The files did not all arrive')).toBeTruthy();
});

it('says why it could not go on', async () => {
  found = { ...found, state: 'failed', survey: null, problems: [{ code: 'new', message: 'no picture was found', node: null, facts: {}, severity: 'error' }] };
  show();
  expect((await screen.findByRole('alert')).textContent).toContain('no picture was found');
});
