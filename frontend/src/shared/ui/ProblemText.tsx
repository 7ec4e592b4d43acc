import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Problem, problemsOf } from '../problems';
import styles from './ProblemText.module.css';

/** The sentence of a problem: from the catalogue where its code is known there, else as the server wrote it. */
export function problemText(problem: Problem): string {
  const key = `problems:${problem.code}`;
  return i18next.exists(key) ? i18next.t(key, { ...problem.facts, node: problem.node ?? '' }) : problem.message;
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
