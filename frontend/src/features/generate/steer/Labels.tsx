import { useTranslation } from 'react-i18next';
import styles from './Controls.module.css';

interface Props {
  classNames: readonly string[];
  /** Whether all of them can be drawn at once. */
  all: boolean;
  /** null: all of them. */
  label: number | null;
  onChoose: (label: number | null) => void;
}

/** One button for each class, and one for all. */
export function Labels({ classNames, all, label, onChoose }: Props) {
  const { t } = useTranslation('generate');
  return (
    <div role="group" aria-label={t('steer.labels')} className={styles.labels}>
      {all && (
        <button type="button" aria-pressed={label === null} className={styles.label} data-all onClick={() => onChoose(null)}>
          {t('steer.all')}
        </button>
      )}
      {classNames.map((name, place) => (
        <button
          key={name}
          type="button"
          aria-pressed={label === place}
          aria-label={t('steer.draw', { name })}
          className={styles.label}
          onClick={() => onChoose(place)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
