/** Asks at pen speed: one request at a time, at most one every few milliseconds, and of those that wait only the newest. */

export interface Asker<Question> {
  ask: (question: Question) => void;
  /** Drop what waits, and the answer that is on its way. */
  stop: () => void;
}

interface Ways<Question, Answer> {
  request: (question: Question, signal: AbortSignal) => Promise<Answer>;
  answered: (answer: Answer) => void;
  failed: (error: unknown) => void;
  /** The shortest time between two requests, in milliseconds. */
  pause: number;
}

export function latestWins<Question, Answer>({ request, answered, failed, pause }: Ways<Question, Answer>): Asker<Question> {
  let waiting: { question: Question } | undefined;
  let busy: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;

  function proceed() {
    if (busy || timer !== undefined || !waiting) return;
    const rest = next - Date.now();
    if (rest > 0) {
      timer = setTimeout(() => {
        timer = undefined;
        proceed();
      }, rest);
      return;
    }
    const { question } = waiting;
    waiting = undefined;
    next = Date.now() + pause;
    void put(question);
  }

  async function put(question: Question) {
    const control = new AbortController();
    busy = control;
    try {
      const answer = await request(question, control.signal);
      if (!control.signal.aborted) answered(answer);
    } catch (error) {
      if (!control.signal.aborted) failed(error);
    } finally {
      if (busy === control) {
        busy = undefined;
        proceed();
      }
    }
  }

  return {
    ask: (question) => {
      waiting = { question };
      proceed();
    },
    stop: () => {
      waiting = undefined;
      clearTimeout(timer);
      timer = undefined;
      busy?.abort();
      busy = undefined;
    },
  };
}
