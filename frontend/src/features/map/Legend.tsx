import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { ClassSign } from './ClassSign';
import styles from './Map.module.css';

interface Props {
  names: readonly string[];
  counts: readonly number[];
  hidden: ReadonlySet<number>;
  hide: (hidden: ReadonlySet<number>) => void;
  wrong: number;
  onlyWrong: boolean;
  showOnlyWrong: (only: boolean) => void;
}

/** Which sign is which class; a press hides a class or shows it again. */
export function Legend({ names, counts, hidden, hide, wrong, onlyWrong, showOnlyWrong }: Props) {
  const { t } = useTranslation('map');
  const toggle = (label: number) => hide(hidden.has(label) ? new Set([...hidden].filter((one) => one !== label)) : new Set([...hidden, label]));
  return (
    <div className={styles.legend} role="group" aria-label={t('legend.title')}>
      {names.map((name, label) =>
        counts[label] ? (
          <button key={name} type="button" aria-pressed={!hidden.has(label)} onClick={() => toggle(label)}>
            <ClassSign names={names} label={label} />
            <span>
              {visible(name)}
              <span className="unseen">: </span>
            </span>
            <span className={styles.count}>{number(counts[label])}</span>
          </button>
        ) : null,
      )}
      <button type="button" aria-pressed={onlyWrong} disabled={wrong === 0} onClick={() => showOnlyWrong(!onlyWrong)}>
        <span className={styles.ring} aria-hidden="true" />
        <span>{t('legend.wrong', { count: wrong, number: number(wrong) })}</span>
      </button>
      {hidden.size > 0 && (
        <button type="button" onClick={() => hide(new Set())}>
          {t('legend.all')}
        </button>
      )}
    </div>
  );
}
