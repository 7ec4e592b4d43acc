import { ErrorText, ProblemText } from '@/shared/ui';
import type { Followed } from './useLab';
import styles from './Shared.module.css';

/** What went wrong: the server cannot be reached, or the loss is no number any more. */
export function Troubles({ lab: { player, told } }: { lab: Followed }) {
  if (told.error) return <ErrorText error={told.error} retry={() => player.tryAgain()} />;
  const problem = told.out?.problem;
  return problem ? (
    <p role="alert" className={styles.trouble}>
      <ProblemText problem={problem} />
    </p>
  ) : null;
}
