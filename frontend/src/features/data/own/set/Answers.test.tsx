import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { OwnOut } from '@/api';
import { renderStudio } from '@/testing/render';
import { Answers } from './Answers';

const OWN = { id: 'a1', name: 'Test', version: 2, shape: [28, 28, 1] } as OwnOut;
const reader = { kind: 'classifier', live: false, input_shape: [28, 28, 1] };

let models: object[];
let answering: () => Response;
const asked: string[] = [];

const base64 = (array: Int32Array | Int16Array | Uint8Array) => btoa(String.fromCharCode(...new Uint8Array(array.buffer)));
const table = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });

beforeEach(() => {
  models = [{ ...reader, id: 'zoo:digit-reader', name: 'digit-reader' }, { ...reader, id: 'run:1', name: 'mine' }, { ...reader, id: 'run:2', name: 'coloured', input_shape: [28, 28, 3] }];
  answering = () => table('ImageId,Label\n1,cat\n2,"dog, ""big"""\n');
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/api/own/a1/answers') {
      asked.push(search);
      return answering();
    }
    if (pathname === '/api/own/a1/rows') {
      return Response.json({ version: 2, total: 2, rows: base64(Int32Array.of(4, 7)), labels: base64(Int16Array.of(0, 0)), splits: base64(Uint8Array.of(0, 0)), groups: null, guesses: null, sure: null });
    }
    return Response.json(models);
  });
});

const show = async () => {
  renderStudio(<Answers own={OWN} onClose={() => {}} />);
  return within(await screen.findByRole('dialog', { name: 'What a model says' }));
};

it("shows the first answers beside their pictures and gives out the table, asking one's own model first", async () => {
  const dialog = await show();
  const first = within(await dialog.findByRole('list', { name: 'The first answers' }));
  expect(first.getAllByRole('listitem').map((one) => one.textContent)).toEqual(['cat', 'dog, "big"']);
  expect((await first.findByRole('img', { name: 'Picture 2' })).getAttribute('src')).toMatch(/start=7&count=1/);
  expect(asked).toEqual(['?version=2&model=run%3A1']);
  expect(dialog.getByRole('link', { name: 'Save the answers as a table (CSV)' }).getAttribute('href')).toBe('/api/own/a1/answers?version=2&model=run%3A1');
});

it('offers the models that read such pictures, and asks the one that is chosen', async () => {
  const dialog = await show();
  const choice = await dialog.findByLabelText('Which model');
  expect(within(choice).getAllByRole('option').map((one) => one.textContent)).toEqual(['mine', 'digit-reader']);
  await userEvent.selectOptions(choice, 'digit-reader');
  await vi.waitFor(() => expect(asked.at(-1)).toBe('?version=2&model=zoo%3Adigit-reader'));
});

it('tells how far the model is, and gives nothing out before it is through', async () => {
  answering = () => Response.json({ job: 'j', state: 'running', what: 'reading', done: 1, total: 4, error: null }, { status: 202 });
  const dialog = await show();
  expect(await dialog.findByText('The model reads the pictures: 25 %')).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Save the answers as a table (CSV)' })).toHaveProperty('disabled', true);
});

it('says what is missing where no model reads such pictures', async () => {
  models = models.slice(2);
  const dialog = await show();
  expect((await dialog.findByRole('note')).textContent).toMatch(/train one first/);
  expect(asked).toEqual([]);
});
