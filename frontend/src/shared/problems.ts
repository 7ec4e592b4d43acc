/** What the server says when something is wrong: always a list of problems, each with a remedy in its sentence. */

export interface Problem {
  code: string;
  message: string;
  node?: string | null;
  facts?: Record<string, unknown>;
  severity?: 'error' | 'warning';
}

/** A request that was answered with problems; `status` 0 means that no answer came. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];
  readonly status: number;

  constructor(problems: readonly Problem[], status: number) {
    super(problems.map((problem) => problem.message).join(' '));
    this.name = 'ProblemsError';
    this.problems = problems;
    this.status = status;
  }
}

/** The problems in an answer's body, or one that tells its status if the body has none. */
export function problemsIn(body: unknown, status: number): Problem[] {
  if (typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems)) {
    const problems = body.problems.filter(isProblem);
    if (problems.length > 0) return problems;
  }
  return [{ code: 'unexpected-answer', message: `The server answered with status ${status}.`, facts: { status } }];
}

/** The problems of anything that was thrown, so that every error can be shown in words. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) return error.problems;
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: 'unexpected', message, facts: { message } }];
}

/** Why work in the background failed, as an error like any other; null when it did not. */
export function failureOf(told: { state: string; problems: readonly Problem[] } | undefined): ProblemsError | null {
  return told?.state === 'failed' ? new ProblemsError(told.problems, 422) : null;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}
