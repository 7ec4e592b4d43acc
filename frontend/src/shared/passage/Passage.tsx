import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import styles from './Passage.module.css';
import { pieces } from './pieces';

interface Props {
  begin: string;
  /** What follows the beginning, and of each of its characters the probability that the network gave it. */
  text: string;
  sure: readonly number[];
  /** Its accessible name, if not "What it wrote". */
  label?: string;
}

/** What was written after a beginning. The less sure the network was of a character, the more it is underlined. */
export function Passage({ begin, text, sure, label }: Props) {
  const { t } = useTranslation('drawing');
  return (
    <p className={styles.passage} role="log" aria-label={label ?? t('writing.passage')} aria-live="off" lang="en">
      <span className={styles.begin}>{begin}</span>
      {pieces(text, sure).map(({ letters, mark, share }, place) => (
        <span key={place} data-mark={mark} title={mark === 'sure' ? undefined : percent(share, 0)}>
          {letters}
        </span>
      ))}
    </p>
  );
}
