import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import styles from './Writing.module.css';
import type { Written } from './writingStore';

const SURE = 0.5;
const UNSURE = 0.1;

/** What was written after the beginning. The less sure the network was of a character, the more it is underlined. */
export function Passage({ begin, text, sure }: Written & { begin: string }) {
  const { t } = useTranslation('drawing');
  return (
    <p className={styles.passage} role="log" aria-label={t('writing.passage')} aria-live="off">
      <span className={styles.begin}>{begin}</span>
      {pieces(text, sure).map(({ letters, mark, share }, place) => (
        <span key={place} data-mark={mark} title={mark === 'sure' ? undefined : percent(share, 0)}>
          {letters}
        </span>
      ))}
    </p>
  );
}

type Mark = 'sure' | 'middling' | 'unsure';

interface Piece {
  letters: string;
  mark: Mark;
  share: number;
}

/** Runs of characters of which the network was sure, and each other character by itself. */
export function pieces(text: string, sure: readonly number[]): Piece[] {
  const found: Piece[] = [];
  [...text].forEach((letter, place) => {
    const share = sure[place] ?? 1;
    const mark = share >= SURE ? 'sure' : share >= UNSURE ? 'middling' : 'unsure';
    const last = found.at(-1);
    if (mark === 'sure' && last?.mark === 'sure') last.letters += letter;
    else found.push({ letters: letter, mark, share });
  });
  return found;
}
