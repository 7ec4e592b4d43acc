/** The one stream of server-sent events of this tab: typed messages, handed to whoever asked for their type. */
import { useEffect, useRef } from 'react';
import { studioFetch } from './client';
import { noteStream, useConnection } from './connection';
import { type Message, type Messages, type MessageType, readMessage } from './messages';

type Handler<T extends MessageType> = (message: Messages[T]) => void;

const FIRST_WAIT = 500; // milliseconds until the first new try, doubled up to the longest
const LONGEST_WAIT = 8_000;
const LONG_AWAY = 20_000; // hidden for longer than this, the connection may have died unnoticed

const handlers = new Map<MessageType, Set<Handler<MessageType>>>();

let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let wait = FIRST_WAIT;
let missed = false; // whether messages may have been lost since the last one
let hiddenSince: number | undefined;

/** Call `handler` for every message of a type; returns what ends it. */
export function onMessage<T extends MessageType>(type: T, handler: Handler<T>): () => void {
  const known = handlers.get(type) ?? new Set();
  handlers.set(type, known);
  known.add(handler as Handler<MessageType>);
  return () => known.delete(handler as Handler<MessageType>);
}

/** `onMessage` while a component is mounted; the newest handler is the one that is called. */
export function useStreamMessage<T extends MessageType>(type: T, handler: Handler<T>): void {
  const newest = useRef(handler);
  useEffect(() => {
    newest.current = handler;
  });
  useEffect(() => onMessage(type, (message) => newest.current(message)), [type]);
}

/** Hand a message to its subscribers; one that fails does not keep it from the others. */
export function dispatch(message: Message): void {
  for (const handler of [...(handlers.get(message.type) ?? [])]) {
    try {
      handler(message);
    } catch (error) {
      reportError(error);
    }
  }
}

/** Open the stream and keep it open; returns what closes it. */
export function startStream(): () => void {
  open();
  const leave = useConnection.subscribe(({ reachable, stream }, before) => {
    // a request failed on a stream that seems to live: only a new one shows whether it does
    if (before.reachable && !reachable && stream === 'connected') reopen();
  });
  document.addEventListener('visibilitychange', whenSeen);
  window.addEventListener('online', reopen);
  return () => {
    leave();
    document.removeEventListener('visibilitychange', whenSeen);
    window.removeEventListener('online', reopen);
    clearTimeout(timer);
    source?.close();
    source = undefined;
    missed = false;
    wait = FIRST_WAIT;
  };
}

function open(): void {
  clearTimeout(timer);
  source?.close();
  const opened = new EventSource('/api/stream');
  source = opened;
  opened.onopen = () => {
    wait = FIRST_WAIT;
    noteStream('connected');
    if (missed) dispatch({ type: 'reset' });
    missed = false;
  };
  opened.onmessage = ({ data }: MessageEvent<string>) => {
    const message = readMessage(data);
    if (message) dispatch(message);
  };
  opened.onerror = () => {
    if (opened !== source) return;
    noteStream('reconnecting');
    // while it is connecting, the browser tries again by itself and tells the server the last event that it saw
    if (opened.readyState === EventSource.CLOSED) retryLater();
  };
}

/** The browser gave up: ask the server why (the answer may be "signed out") and try anew, less and less often. */
function retryLater(): void {
  missed = true;
  clearTimeout(timer);
  timer = setTimeout(() => {
    void studioFetch(new URL('/api/session', window.location.origin)).then(open, retryLater);
  }, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function reopen(): void {
  missed = true;
  wait = FIRST_WAIT;
  open();
}

function whenSeen(): void {
  if (document.visibilityState === 'hidden') {
    hiddenSince = Date.now();
  } else if (hiddenSince !== undefined) {
    const away = Date.now() - hiddenSince;
    hiddenSince = undefined;
    if (away > LONG_AWAY) reopen();
  }
}
