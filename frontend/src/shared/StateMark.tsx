import { useTranslation } from 'react-i18next';
import type { RunState } from './run';
import styles from './StateMark.module.css';

type State = RunState | 'paused';

/** A sign beside each word: strokes in a box of 12 × 12. */
const SIGNS: Record<State, string> = {
  queued: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM6 3.5V6l1.7 1.2',
  running: 'M3.5 2l6 4-6 4z',
  paused: 'M4 2.5v7M8 2.5v7',
  lost: 'M2 6c0-2.4 1.8-4 4-4s4 1.6 4 4M8.3 4.6L10 6.3l1.6-1.6M2 9.5h6',
  succeeded: 'M2 6.5L5 9.5 10.5 3',
  failed: 'M2.5 2.5l7 7M9.5 2.5l-7 7',
  cancelled: 'M3 3h6v6H3z',
};

/** The state of a run: sign, word and colour say the same. */
export function StateMark({ state }: { state: State }) {
  const { t } = useTranslation('runs');
  return (
    <span className={styles.mark} data-state={state}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={SIGNS[state]} />
      </svg>
      {t(`state.${state}`)}
    </span>
  );
}
