import { useTranslation } from 'react-i18next';
import type { Alarm } from '@/api';
import { alarmText } from './alarm';
import styles from './Alarms.module.css';

/** What is wrong with what a generator makes, one sentence each; or that nothing is. */
export function Alarms({ alarm }: { alarm: readonly Alarm[] | undefined }) {
  const { t } = useTranslation('generate');
  if (!alarm) return <p className={styles.calm}>{t('judgedSoon')}</p>;
  if (alarm.length === 0) {
    return (
      <p className={styles.fine}>
        <span aria-hidden="true">✓</span> {t('sentence', { sentence: t('alarm.none') })}
      </p>
    );
  }
  return (
    <ul className={styles.alarms}>
      {alarm.map((one) => (
        <li key={one.code}>
          <span aria-hidden="true">△</span> {alarmText(one)}
        </li>
      ))}
    </ul>
  );
}
