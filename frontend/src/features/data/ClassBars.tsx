import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { ValueBar } from '@/shared/ui';
import styles from './ClassBars.module.css';

interface Props {
  names: readonly string[];
  counts: readonly number[];
  /** The class that alone is shown; null shows all. */
  chosen: number | null;
  choose: (label: number | null) => void;
  /** What else can be done with a class. */
  aside?: (name: string) => ReactNode;
}

/** How many examples each class has; a click shows only these, a second one all again. */
export function ClassBars({ names, counts, chosen, choose, aside }: Props) {
  const { t } = useTranslation('data');
  const most = Math.max(...counts, 1);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div role="group" aria-label={t('balance')} className={styles.bars} data-aside={aside !== undefined}>
      <button type="button" className={styles.row} aria-pressed={chosen === null} onClick={() => choose(null)}>
        <b>
          {t('all')}
          <span className="unseen">: </span>
        </b>
        <span />
        <span className={styles.count}>{number(all)}</span>
      </button>
      {names.map((name, label) => (
        <div key={name} className={styles.one}>
          <button
            type="button"
            className={styles.row}
            aria-pressed={chosen === label}
            onClick={() => choose(chosen === label ? null : label)}
          >
            <b>
              {visible(name)}
              <span className="unseen">: </span>
            </b>
            <ValueBar value={(counts[label] ?? 0) / most} />
            <span className={styles.count}>{number(counts[label] ?? 0)}</span>
          </button>
          {aside?.(name)}
        </div>
      ))}
    </div>
  );
}
