import { useTranslation } from 'react-i18next';
import styles from './Plane.module.css';

/** Which sign is which in the plane. */
export function PlaneKey() {
  const { t } = useTranslation('generate');
  return (
    <ul className={styles.key}>
      <li>
        <span className={styles.ring} aria-hidden="true" />
        {t('plane.real')}
      </li>
      <li>
        <span className={styles.disc} aria-hidden="true" />
        {t('plane.generated')}
      </li>
    </ul>
  );
}
