import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { useInspectionStore, useProblems } from '@/shared/inspection';
import { ProblemText } from '@/shared/ui';
import { ProblemRow } from './ProblemRow';
import styles from './Problems.module.css';

/** "Ready to train · 11,738 parameters", or how much is in the way, with a list that can be opened. */
export function Problems() {
  const { t } = useTranslation('build');
  const [folded, setFolded] = useState(false);
  const answer = useInspectionStore((inspection) => inspection.answer);
  const trouble = useInspectionStore((inspection) => inspection.trouble);
  const problems = useProblems();
  const errors = problems.filter(({ severity }) => severity !== 'warning').length;
  const warnings = problems.length - errors;
  const state = errors > 0 || answer?.ready === false ? 'error' : warnings > 0 ? 'warning' : 'ready';
  const counts = [
    state === 'ready' || (state === 'warning' && answer) ? t('problems.ready', { parameters: number(answer?.parameters) }) : '',
    errors > 0 ? t('problems.errors', { count: errors }) : '',
    warnings > 0 ? t('problems.warnings', { count: warnings }) : '',
  ];
  const text = counts.filter(Boolean).join(' · ') || t('problems.unfinished');

  return (
    <section aria-label={t('problems.label')} className={styles.problems}>
      {problems.length > 0 && !folded && (
        <ul className={styles.list} id="problems-list">
          {problems.map((problem, place) => (
            <ProblemRow key={`${problem.code}/${problem.node}/${place}`} problem={problem} />
          ))}
        </ul>
      )}
      {trouble.length > 0 && (
        <div className={styles.list}>
          {trouble.map((problem, place) => (
            <ProblemText key={place} problem={problem} />
          ))}
        </div>
      )}
      {answer && problems.length > 0 && (
        <button
          type="button"
          className={styles.pill}
          data-state={state}
          aria-expanded={!folded}
          aria-controls="problems-list"
          onClick={() => setFolded(!folded)}
        >
          <Sign state={state} /> {text} <span aria-hidden="true">{folded ? '▴' : '▾'}</span>
        </button>
      )}
      {answer && problems.length === 0 && (
        <p className={styles.pill} data-state={state}>
          <Sign state={state} /> {text}
        </p>
      )}
    </section>
  );
}

function Sign({ state }: { state: 'ready' | 'warning' | 'error' }) {
  const signs = { ready: '✓', warning: '△', error: '✕' };
  return <span aria-hidden="true">{signs[state]}</span>;
}
