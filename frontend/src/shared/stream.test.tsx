import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteUnreachable, useConnection } from './connection';
import { onMessage, startStream, useStreamMessage } from './stream';

/** A stream whose server the test plays. */
class PlayedSource {
  static readonly CLOSED = 2;
  static opened: PlayedSource[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (event: { data: string }) => void;

  constructor(readonly url: string) {
    PlayedSource.opened.push(this);
  }

  accept() {
    this.readyState = 1;
    this.onopen?.();
  }

  say(message: unknown) {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  lose(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }

  close() {
    this.readyState = 2;
  }
}

const newest = () => {
  const source = PlayedSource.opened.at(-1);
  if (!source) throw new Error('no stream was opened');
  return source;
};

let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  PlayedSource.opened = [];
  vi.stubGlobal('EventSource', PlayedSource);
  vi.stubGlobal('fetch', vi.fn(async () => new Response('{}')));
  useConnection.setState({ stream: 'connecting', reachable: true, signedOut: false });
  stop = startStream();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('messages', () => {
  it('reach those who asked for their type, and nobody after they left', () => {
    const heard = vi.fn();
    const leave = onMessage('live', heard);
    newest().say({ type: 'live', run: 'r1', step: 5 });
    newest().say({ type: 'deleted', run: 'r1' });
    leave();
    newest().say({ type: 'live', run: 'r1', step: 6 });
    expect(heard.mock.calls).toEqual([[{ type: 'live', run: 'r1', step: 5 }]]);
  });

  it('of a newer server or in pieces are passed over', () => {
    const heard = vi.fn();
    const leave = onMessage('run', heard);
    for (const odd of ['{"type":"ru', '{"type":"later"}', '"run"', 'null']) newest().say(odd);
    leave();
    expect(heard).not.toHaveBeenCalled();
  });

  it('reach the others although one handler fails', () => {
    vi.stubGlobal('reportError', vi.fn());
    const heard = vi.fn();
    const leave = [onMessage('reset', () => { throw new Error('broken'); }), onMessage('reset', heard)];
    newest().say({ type: 'reset' });
    leave.forEach((end) => end());
    expect(heard).toHaveBeenCalledOnce();
    expect(reportError).toHaveBeenCalledOnce();
  });

  it('reach the newest handler of a mounted component', () => {
    const heard: string[] = [];
    const Listener = ({ name }: { name: string }) => {
      useStreamMessage('deleted', (message) => heard.push(`${name} ${message.run}`));
      return null;
    };
    const { rerender, unmount } = render(<Listener name="first" />);
    rerender(<Listener name="second" />);
    act(() => newest().say({ type: 'deleted', run: 'r2' }));
    unmount();
    newest().say({ type: 'deleted', run: 'r3' });
    expect(heard).toEqual(['second r2']);
  });
});

describe('a lost connection', () => {
  it('is left to the browser while that tries again, and nothing is fetched anew', () => {
    const reset = vi.fn();
    const leave = onMessage('reset', reset);
    newest().accept();
    newest().lose(0);
    expect(useConnection.getState().stream).toBe('reconnecting');
    newest().accept();
    leave();
    expect(useConnection.getState().stream).toBe('connected');
    expect(PlayedSource.opened).toHaveLength(1);
    expect(reset).not.toHaveBeenCalled();
  });

  it('that the browser gave up is opened anew, and all is fetched again', async () => {
    const reset = vi.fn();
    const leave = onMessage('reset', reset);
    newest().accept();
    newest().lose(PlayedSource.CLOSED);
    await vi.advanceTimersByTimeAsync(600);
    expect(PlayedSource.opened).toHaveLength(2);
    newest().accept();
    leave();
    expect(reset).toHaveBeenCalledOnce();
  });

  it('is tried less and less often while the server is gone, which is told', async () => {
    vi.mocked(fetch).mockRejectedValue(new TypeError('refused'));
    newest().lose(PlayedSource.CLOSED);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(useConnection.getState().reachable).toBe(false);
    const tries = vi.mocked(fetch).mock.calls.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(15);
  });

  it('that only a failed request betrays is opened anew', async () => {
    newest().accept();
    noteUnreachable();
    expect(PlayedSource.opened).toHaveLength(2);
    newest().accept();
    expect(useConnection.getState()).toMatchObject({ stream: 'connected', reachable: true });
  });

  it('because of a missing sign-in shows that', async () => {
    vi.mocked(fetch).mockResolvedValue(new Response('{"problems":[]}', { status: 401 }));
    newest().lose(PlayedSource.CLOSED);
    await vi.advanceTimersByTimeAsync(600);
    expect(useConnection.getState()).toMatchObject({ signedOut: true, reachable: true });
  });
});
