import { beforeEach, expect, it } from 'vitest';
import { ProblemsError } from '@/shared/problems';
import { loadsOf, send } from './sending';
import type { Taken } from './taking';

/** A file of so many bytes. */
function taken(path: string, bytes: number): Taken {
  return { path, file: new File([new Uint8Array(bytes)], path) };
}

const sent: { address: string; body: Blob }[] = [];
let refuse: (place: number) => ProblemsError | undefined;

beforeEach(() => {
  sent.length = 0;
  refuse = () => undefined;
});

const put = async (address: string, body: Blob) => {
  sent.push({ address: decodeURIComponent(address).replace('/api/own/imports/', ''), body });
  const refusal = refuse(sent.length);
  if (refusal) throw refusal;
};
const sizes = () => sent.map(({ body }) => body.size);
const sendAll = (files: Taken[], told: number[] = []) => send('1f', files, (bytes) => told.push(bytes), new AbortController().signal, put);

it('loads small files together, never more than a request may have, and none twice', () => {
  const files = Array.from({ length: 4_500 }, (_, place) => taken(`a/${place}.png`, 10));
  const loads = loadsOf(files).map((load) => ('together' in load ? load.together : []));
  expect(loads.map((load) => load.length)).toEqual([2_000, 2_000, 500]);
  expect(loads.flat()).toEqual(files);
});

it('begins another request before a body grows too large, and lets a large file go alone', () => {
  const loads = loadsOf([taken('a', 3_900_000), taken('b', 3_900_000), taken('c', 3_900_000), taken('d', 5_000_000)]);
  expect(loads.map((load) => ('whole' in load ? load.whole.path : load.together.map(({ path }) => path)))).toEqual(['d', ['a', 'b'], ['c']]);
});

it('sends a single file in pieces and tells how far it is', async () => {
  const told: number[] = [];
  await sendAll([taken('shapes & co.zip', 17_000_000)], told);
  expect(sent.map(({ address }) => address)).toEqual([0, 8_000_000, 16_000_000].map((offset) => `1f/pieces?name=shapes+&+co.zip&offset=${offset}`));
  expect(sizes()).toEqual([8_000_000, 8_000_000, 1_000_000]);
  expect(told).toEqual([8_000_000, 16_000_000, 17_000_000, 17_000_000]);
});

it('goes on where the server is when an answer was lost', async () => {
  const behind = new ProblemsError([{ code: 'offset', message: 'go on', facts: { offset: 8_000_000 } }], 409);
  refuse = (place) => (place === 1 ? behind : undefined);
  await sendAll([taken('a.zip', 9_000_000)]);
  expect(sizes()).toEqual([8_000_000, 1_000_000]);
});

it('stops with what the server says against it', async () => {
  refuse = () => new ProblemsError([{ code: 'quota', message: 'there is no room' }], 422);
  await expect(sendAll([taken('a.zip', 9_000_000)])).rejects.toThrow('there is no room');
  expect(sent).toHaveLength(1);
});

it('puts the list of the files before their bytes', async () => {
  const files = ['ねこ/1.png', 'dog/2.png'].map((path, place) => ({ path, file: new File([['abc', 'def'][place] ?? ''], path) }));
  await sendAll(files);
  expect(await textOf(sent[0]?.body)).toBe('[["ねこ/1.png",3],["dog/2.png",3]]\nabcdef');
});

function textOf(blob: Blob = new Blob()): Promise<unknown> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(blob);
  });
}
