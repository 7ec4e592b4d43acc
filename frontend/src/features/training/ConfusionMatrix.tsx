import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import type { Confusion } from '@/shared/course';
import { number, percent } from '@/shared/format';
import { moved, strengthOf, summaryOf } from './confusion';
import styles from './ConfusionMatrix.module.css';

/** What was read as what, per class. Pointing at a cell, or going there with the arrow keys, says it in words. */
export function ConfusionMatrix({ confusion, classNames }: { confusion: Confusion; classNames: readonly string[] }) {
  const { t } = useTranslation('training');
  const [at, setAt] = useState<[number, number] | null>(null);
  const said = useId();
  const { matrix, of, epoch } = confusion;
  const { right, total, worst } = summaryOf(matrix);
  const name = (place: number) => visible(classNames[place] ?? String(place));
  const mistake = (truth: number, guess: number) => ({ truth: name(truth), guess: name(guess), count: matrix[truth]?.[guess] ?? 0 });

  const source = of === 'test' ? t('confusion.test') : t('confusion.validation', { epoch: number(epoch) });
  const label = [
    t('confusion.name'),
    source,
    t('confusion.right', { share: percent(right / Math.max(total, 1)) }),
    worst && t('confusion.worst', { what: t('confusion.mistake', mistake(worst.truth, worst.guess)) }),
  ];
  const pointed = at && t(at[0] === at[1] ? 'confusion.hit' : 'confusion.mistake', mistake(...at));

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(at ?? [0, 0], event.key, matrix.length);
    if (!next) return;
    event.preventDefault();
    setAt(at === null ? [0, 0] : next);
  };

  return (
    <div className={styles.box}>
      <div
        role="img"
        aria-label={label.filter(Boolean).join('; ')}
        aria-describedby={said}
        tabIndex={0}
        className={styles.matrix}
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
              style={{ '--strength': strengthOf(matrix, truth, guess) } as React.CSSProperties}
              onPointerEnter={() => setAt([truth, guess])}
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
          {pointed ?? t('confusion.hint')}
        </output>
      </div>
    </div>
  );
}
