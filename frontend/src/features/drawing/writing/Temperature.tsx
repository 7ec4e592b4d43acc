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
    <div title={t('writing.temperatureHelp')}>
      <div className={styles.line}>
        <label htmlFor={id}>{t('writing.temperature')}</label>
        <span aria-hidden="true">{number(temperature)}</span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={1.5}
        step={0.1}
        value={temperature}
        aria-valuetext={number(temperature)}
        className={styles.range}
        onChange={(event) => setTemperature(Number(event.currentTarget.value))}
      />
    </div>
  );
}
