import { Button } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import styles from './Memory.module.css';

interface Props {
  letters: readonly string[];
  at: number;
  onAt: (letter: number) => void;
  /** Stands between the letters and the slider, in their columns. */
  children: ReactNode;
}

/** The letters of a text in a row, of which one is chosen: by slider, by button, or by pointing at it. */
export function Letters({ letters, at, onAt, children }: Props) {
  const { t } = useTranslation('lesson-memory');
  const last = letters.length - 1;
  const count = number(letters.length);
  return (
    <div className={styles.letters} style={{ '--count': letters.length, '--at': at } as CSSProperties}>
      <div className={styles.row} aria-hidden="true" lang="en">
        {letters.map((letter, place) => (
          <span key={place} className={styles.letter} data-now={place === at || undefined} onClick={() => onAt(place)}>
            {visible(letter)}
          </span>
        ))}
      </div>
      {children}
      <input
        type="range"
        aria-label={t('letter')}
        aria-valuetext={t('letterOf', { letter: visible(letters[at] ?? ''), number: number(at + 1), count })}
        min={0}
        max={last}
        step={1}
        value={at}
        className={styles.range}
        onChange={(event) => onAt(Number(event.currentTarget.value))}
      />
      <div className={styles.buttons}>
        <Button disabled={at <= 0} onClick={() => onAt(at - 1)}>
          {t('back')}
        </Button>
        <Button disabled={at >= last} onClick={() => onAt(at + 1)}>
          {t('next')}
        </Button>
        <span className={styles.note}>{t('letterOf', { letter: visible(letters[at] ?? ''), number: number(at + 1), count })}</span>
      </div>
    </div>
  );
}
