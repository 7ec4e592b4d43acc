import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { listing, number } from '../format';
import { type Problem, problemsOf } from '../problems';
import styles from './ProblemText.module.css';

/** The sentence of a problem: from the catalogue where it is known there and all that it tells is given, else the server's. */
export function problemText(problem: Problem): string {
  const key = `problems:${problem.code}`;
  const values: Record<string, string> = {};
  for (const [name, fact] of Object.entries({ ...problem.facts, node: problem.node })) {
    if (fact !== null && fact !== undefined) values[name] = factText(fact);
  }
  const sentence: unknown = i18next.exists(key) ? i18next.t(key, { skipInterpolation: true }) : undefined;
  const told = typeof sentence === 'string' ? [...sentence.matchAll(/\{\{\s*(\w+)/g)] : [];
  const complete = sentence !== undefined && told.every(([, name]) => Object.hasOwn(values, name ?? ''));
  return complete ? i18next.t(key, values) : problem.message;
}

/** `(28, 28, 1)` or "10 numbers" for a shape, "a, b and c" for names. */
function factText(fact: unknown): string {
  if (typeof fact === 'number') return number(fact, 6);
  if (!Array.isArray(fact)) return typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
  if (fact.length === 1 && typeof fact[0] === 'number') return i18next.t('problems:numbers', { count: fact[0] });
  if (fact.every((entry) => typeof entry === 'number')) return `(${fact.join(', ')})`;
  return listing(fact.map(factText));
}

/** One problem: a sign and a word beside the colour, and the sentence with the remedy. */
export function ProblemText({ problem }: { problem: Problem }) {
  const { t } = useTranslation('common');
  const warning = problem.severity === 'warning';
  return (
    <span className={warning ? styles.warning : styles.error}>
      <span aria-hidden="true">{warning ? '△' : '✕'}</span>
      <span className="unseen">{t(warning ? 'warning' : 'error')}: </span>
      <span className={styles.sentence}>{problemText(problem)}</span>
    </span>
  );
}

/** Everything that went wrong in a request (or anything that was thrown), with a way to try again. */
export function ErrorText({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className={styles.list}>
      {problemsOf(error).map((problem, place) => (
        <ProblemText key={place} problem={problem} />
      ))}
      {retry && (
        <button type="button" className={styles.retry} onClick={retry}>
          {t('tryAgain')}
        </button>
      )}
    </div>
  );
}
