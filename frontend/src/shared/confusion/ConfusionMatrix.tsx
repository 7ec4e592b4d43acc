import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import type { Confusion } from '@/shared/course';
import { number, percent } from '@/shared/format';
import { moved, strengthOf, summaryOf } from './confusion';
import styles from './ConfusionMatrix.module.css';

interface Props {
  confusion: Pick<Confusion, 'matrix' | 'of'> & { epoch?: number | null };
  classNames: readonly string[];
  /** Opens the examples of a cell: by a click, or where the arrow keys went by Enter. */
  onOpen?: (truth: number, guess: number) => void;
  /** The cell whose examples are open. */
  opened?: readonly [number, number] | null;
}

/** What was read as what, per class. Pointing at a cell, or going there with the arrow keys, says it in words. */
export function ConfusionMatrix({ confusion, classNames, onOpen, opened = null }: Props) {
  const { t } = useTranslation('training');
  const [at, setAt] = useState<readonly [number, number] | null>(null);
  const said = useId();
  const { matrix, of, epoch } = confusion;
  const { right, total, worst } = summaryOf(matrix);
  const name = (place: number) => visible(classNames[place] ?? String(place));
  const mistake = (truth: number, guess: number) => ({ truth: name(truth), guess: name(guess), count: matrix[truth]?.[guess] ?? 0 });

  const source = of === 'test' ? t('confusion.test') : epoch === undefined ? t('confusion.validationNow') : t('confusion.validation', { epoch: number(epoch) });
  const label = [
    t('confusion.name'),
    source,
    t('confusion.right', { share: percent(right / Math.max(total, 1)) }),
    worst && t('confusion.worst', { what: t('confusion.mistake', mistake(worst.truth, worst.guess)) }),
  ];
  const pointed = at && t(at[0] === at[1] ? 'confusion.hit' : 'confusion.mistake', mistake(...at));
  const open = (truth: number, guess: number) => {
    if ((matrix[truth]?.[guess] ?? 0) > 0) onOpen?.(truth, guess);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (at && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      return open(...at);
    }
    const next = moved(at ?? opened ?? [0, 0], event.key, matrix.length);
    if (!next) return;
    event.preventDefault();
    setAt(at === null ? (opened ?? [0, 0]) : next);
  };

  return (
    <div className={styles.box}>
      <div
        role="img"
        aria-label={label.filter(Boolean).join('; ')}
        aria-describedby={said}
        tabIndex={0}
        className={styles.matrix}
        data-opens={onOpen !== undefined || undefined}
        style={{ '--classes': matrix.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
      >
        <span />
        {matrix.map((_, guess) => (
          <span key={guess} className={styles.head} data-at={at?.[1] === guess || undefined}>
            {name(guess)}
          </span>
        ))}
        {matrix.map((row, truth) => [
          <span key={truth} className={styles.head} data-at={at?.[0] === truth || undefined}>
            {name(truth)}
          </span>,
          ...row.map((count, guess) => (
            <span
              key={`${truth} ${guess}`}
              className={truth === guess ? styles.hit : styles.miss}
              data-at={(at?.[0] === truth && at[1] === guess) || undefined}
              data-opened={(opened?.[0] === truth && opened[1] === guess) || undefined}
              data-some={count > 0 || undefined}
              style={{ '--strength': strengthOf(matrix, truth, guess) } as React.CSSProperties}
              onPointerEnter={() => setAt([truth, guess])}
              onClick={() => open(truth, guess)}
            >
              {count > 0 ? count : ''}
            </span>
          )),
        ])}
      </div>
      <div className={styles.words}>
        <strong>{source}</strong>
        <span>{t('confusion.axes')}</span>
        <span>{label[2]}</span>
        {worst && <span>{label[3]}</span>}
        <output id={said} aria-live="polite" className={styles.said}>
          {pointed ?? t(onOpen ? 'confusion.openHint' : 'confusion.hint')}
        </output>
      </div>
    </div>
  );
}
