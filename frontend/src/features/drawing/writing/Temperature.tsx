import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import styles from './Writing.module.css';
import { useWriting } from './writingStore';

/** From the likeliest character each time to one drawn almost blindly. */
export function Temperature() {
  const { t } = useTranslation('drawing');
  const { temperature, setTemperature } = useWriting();
  const id = useId();
  return (
    <div className={styles.temperature} title={t('writing.temperatureHelp')}>
      <label htmlFor={id}>{t('writing.temperature')}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1.5}
        step={0.1}
        value={temperature}
        aria-valuetext={number(temperature, 1)}
        className={styles.range}
        onChange={(event) => setTemperature(Number(event.currentTarget.value))}
      />
      <span className={styles.value} aria-hidden="true">
        {number(temperature, 1)}
      </span>
    </div>
  );
}
