import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { latestWins } from './latest';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server whose answers the test gives; `asked` are the questions that were sent. */
function played() {
  const asked: string[] = [];
  const open: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const answered = vi.fn();
  const failed = vi.fn();
  const asker = latestWins<string, string>({
    request: (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    answered,
    failed,
    pause: 33,
  });
  const settle = () => vi.advanceTimersByTimeAsync(40);
  return { asker, asked, open, answered, failed, settle };
}

it('has one request at a time, and of those that wait sends only the newest', async () => {
  const { asker, asked, open, answered, settle } = played();
  for (const question of ['a', 'b', 'c', 'd']) asker.ask(question);
  await settle();
  expect(asked).toEqual(['a']);
  open[0]?.resolve('A');
  await settle();
  expect(asked).toEqual(['a', 'd']);
  open[1]?.resolve('D');
  await settle();
  expect(answered.mock.calls.flat()).toEqual(['A', 'D']);
  expect(asked).toEqual(['a', 'd']);
});

it('asks at least 25 times a second while answers come at once', async () => {
  const sent: number[] = [];
  const asker = latestWins<number, number>({
    request: async (question) => sent.push(question),
    answered: () => {},
    failed: () => {},
    pause: 33,
  });
  for (let frame = 0; frame < 120; frame += 1) {
    asker.ask(frame);
    await vi.advanceTimersByTimeAsync(1000 / 120);
  }
  await vi.advanceTimersByTimeAsync(40);
  expect(sent.length).toBeGreaterThanOrEqual(25);
  expect(sent.length).toBeLessThanOrEqual(32);
  expect(sent.at(-1)).toBe(119);
});

it('goes on after a failure', async () => {
  const { asker, asked, open, answered, failed, settle } = played();
  asker.ask('a');
  asker.ask('b');
  open[0]?.reject(new Error('gone'));
  await settle();
  open[1]?.resolve('B');
  await settle();
  expect(failed).toHaveBeenCalledOnce();
  expect(asked).toEqual(['a', 'b']);
  expect(answered).toHaveBeenCalledExactlyOnceWith('B');
});

it('hears nothing more of what was asked before it stopped', async () => {
  const { asker, open, answered, asked, settle } = played();
  asker.ask('old');
  asker.ask('waiting');
  asker.stop();
  asker.ask('new');
  await settle();
  open[0]?.resolve('OLD');
  open[1]?.resolve('NEW');
  await settle();
  expect(asked).toEqual(['old', 'new']);
  expect(answered).toHaveBeenCalledExactlyOnceWith('NEW');
});
