import { useLayoutEffect, useRef } from 'react';
import { useReducedMotion } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { percent } from '@/shared/format';
import { ValueBar } from '@/shared/ui';
import type { Chance } from './ranking';
import styles from './AnswerBars.module.css';

const MOST = 10;

/** How sure the model is of each answer, best first. A bar that changes its place glides there. */
export function AnswerBars({ chances, label: name }: { chances: readonly Chance[]; label?: string }) {
  const { t } = useTranslation('drawing');
  const spoken = (label: string) => (label === ' ' ? t('writing.space') : label);
  const list = useRef<HTMLOListElement>(null);
  const still = useReducedMotion();
  const shown = chances.slice(0, MOST);
  const order = shown.map(({ label }) => label).join('\n');
  useGliding(list, order, !still);
  return (
    <ol ref={list} className={styles.bars} aria-label={name ?? t('answers')}>
      {shown.map(({ label, probability }) => (
        <li key={label} className={styles.chance} data-label={label} aria-label={t('chance', { label: spoken(label), share: percent(probability) })}>
          <b className={styles.label}>
            {visible(label)}
            <span className="unseen">: </span>
          </b>
          <ValueBar value={probability} />
          <span className={styles.share}>{percent(probability)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Lets each row start where it was before the order changed. */
function useGliding(place: React.RefObject<HTMLElement | null>, order: string, moves: boolean) {
  const heights = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const rows = [...(place.current?.children ?? [])] as HTMLElement[];
    const before = heights.current;
    heights.current = new Map(rows.map((row) => [row.dataset.label ?? '', row.offsetTop]));
    if (!moves) return;
    for (const row of rows) {
      const old = before.get(row.dataset.label ?? '');
      const way = (old ?? row.offsetTop) - row.offsetTop;
      if (way !== 0) row.animate([{ transform: `translateY(${way}px)` }, { transform: 'none' }], { duration: 160, easing: 'ease-out' });
    }
  }, [place, order, moves]);
}

/** The bars before the first answer, so that nothing jumps when it comes. */
export function NoAnswers({ labels }: { labels: readonly string[] }) {
  return (
    <div className={styles.bars} aria-hidden="true">
      {labels.slice(0, MOST).map((label) => (
        <div key={label} className={styles.chance}>
          <b className={styles.label}>{label}</b>
          <span className={styles.none} />
          <span />
        </div>
      ))}
    </div>
  );
}
