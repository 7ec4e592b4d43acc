import { beforeEach, expect, it, vi } from 'vitest';
import { Lab } from './lab';

const RECIPE = { version: 1, name: 'first' };
const GONE = { problems: [{ code: 'lab-gone', message: 'gone' }] };

interface Asked {
  what: string;
  body: Record<string, unknown>;
  answer: (body: unknown, status?: number) => Promise<void>;
}
let asked: Asked[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const text = await request.text();
    return new Promise<Response>((resolve) => {
      asked.push({
        what: `${request.method} ${new URL(request.url).pathname.replace('/api/', '')}`,
        body: text ? JSON.parse(text) : {},
        answer: async (body, status = 200) => {
          resolve(status === 204 ? new Response(null, { status }) : Response.json(body, { status }));
          await settle();
        },
      });
    });
  });
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const last = () => asked.at(-1) as Asked;
const said = () => asked.map(({ what }) => what);

async function made(): Promise<Lab> {
  const lab = new Lab(RECIPE);
  void lab.change(RECIPE);
  await settle();
  await last().answer({ id: 'a', step: 0 }, 201);
  return lab;
}

it('is made by the first question, and asks one thing at a time', async () => {
  const lab = new Lab(RECIPE);
  void lab.step(3);
  void lab.step(4);
  await settle();
  expect(said()).toEqual(['POST labs']);
  await last().answer({ id: 'a', step: 0 }, 201);
  expect(said()).toEqual(['POST labs', 'POST labs/a/step']);
  expect(last().body.steps).toBe(3);
  await last().answer({ id: 'a', step: 3 });
  expect(last().body.steps).toBe(4);
});

it('asks only the newest of the changes that wait, and tells the others that they were passed over', async () => {
  const lab = await made();
  const step = lab.step(1);
  const second = lab.change({ ...RECIPE, name: 'second' });
  const third = lab.change({ ...RECIPE, name: 'third' });
  await settle();
  await last().answer({ id: 'a', step: 1 });
  expect(await second).toBeUndefined();
  expect(last().body).toMatchObject({ recipe: { name: 'third' } });
  await last().answer({ id: 'a', step: 1, task: 'third' });
  expect(await third).toMatchObject({ task: 'third' });
  expect(await step).toMatchObject({ step: 1 });
  expect(said()).toEqual(['POST labs', 'POST labs/a/step', 'PUT labs/a']);
});

it('takes every step that was asked for', async () => {
  const lab = await made();
  for (const _ of [1, 2, 3]) void lab.step(1);
  for (const step of [1, 2, 3]) {
    await settle();
    await last().answer({ id: 'a', step });
  }
  expect(said().filter((what) => what.endsWith('step'))).toHaveLength(3);
});

it('is made anew of its last recipe when the server has forgotten it', async () => {
  const lab = await made();
  const step = lab.step(2);
  await settle();
  await last().answer(GONE, 404);
  expect(last()).toMatchObject({ what: 'POST labs', body: { recipe: RECIPE } });
  await last().answer({ id: 'b', step: 0 }, 201);
  expect(last().what).toBe('POST labs/b/step');
  await last().answer({ id: 'b', step: 2 });
  expect(await step).toMatchObject({ id: 'b', step: 2 });
});

it('passes other failures on, and goes on with what waits', async () => {
  const lab = await made();
  const wrong = lab.step(1);
  const right = lab.step(1);
  const failure = wrong.catch((error: Error) => error.message);
  await settle();
  await last().answer({ problems: [{ code: 'steps', message: 'too many' }] }, 422);
  expect(await failure).toBe('too many');
  await last().answer({ id: 'a', step: 1 });
  expect(await right).toMatchObject({ step: 1 });
});

it('is put away on the server when it is closed, and answers nothing more', async () => {
  const lab = await made();
  const running = lab.step(1);
  const waiting = lab.step(1);
  await settle();
  lab.close();
  expect(await waiting).toBeUndefined();
  await last().answer({ id: 'a', step: 1 });
  expect(await running).toBeUndefined();
  expect(last().what).toBe('DELETE labs/a');
  await last().answer(null, 204);
  expect(await lab.step(1)).toBeUndefined();
});
