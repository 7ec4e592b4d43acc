import { afterEach, expect, it, vi } from 'vitest';
import { listRuns, deleteRun } from '@/api';
import { useConnection } from './connection';
import { ProblemsError } from './problems';

function answer(body: unknown, status = 200) {
  const headers = { 'Content-Type': 'application/json' };
  const fake = vi.fn(async (_request: Request) => new Response(JSON.stringify(body), { status, headers }));
  vi.stubGlobal('fetch', fake);
  return fake;
}

afterEach(() => {
  document.cookie = 'csrftoken=; max-age=0';
  useConnection.setState({ stream: 'connecting', reachable: true, signedOut: false });
});

it('sends the token of the cookie with requests that change something, and only with these', async () => {
  document.cookie = 'csrftoken=a%20token';
  const fake = answer([]);
  await listRuns();
  await deleteRun({ path: { id: 'r1' } });
  expect(fake.mock.calls.map(([request]) => request.headers.get('X-CSRFToken'))).toEqual([null, 'a token']);
});

it('throws the problems of an answer', async () => {
  const problem = { code: 'rank', message: 'dense needs flat input', node: 'dense', facts: {}, severity: 'error' };
  answer({ problems: [problem] }, 422);
  const error = await listRuns().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProblemsError);
  expect(error).toMatchObject({ status: 422, problems: [problem], message: 'dense needs flat input' });
});

it('makes a sentence of an answer without problems', async () => {
  answer('Bad Gateway', 502);
  await expect(listRuns()).rejects.toThrow('status 502');
  expect(useConnection.getState().reachable).toBe(false);
});

it('says in words that nobody answers', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('Failed to fetch'); }));
  await expect(listRuns()).rejects.toThrow('Is it still running in the terminal?');
  expect(useConnection.getState().reachable).toBe(false);
});

it('knows a missing sign-in', async () => {
  answer({ problems: [] }, 401);
  await expect(listRuns()).rejects.toBeInstanceOf(ProblemsError);
  expect(useConnection.getState().signedOut).toBe(true);
});
