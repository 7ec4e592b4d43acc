import { Slider } from '@mantine/core';
import { significant } from '@/shared/format';
import styles from './Augmenting.module.css';

interface Props {
  label: string;
  /** What it means, for who points at it. */
  title: string;
  min: number;
  max: number;
  step: number;
  value: number;
  change: (value: number) => void;
}

/** A number of a form in one line: its name, a slider, its value. */
export function NumberSlider({ label, title, min, max, step, value, change }: Props) {
  return (
    <div className={styles.option}>
      <span className={styles.name} title={title}>
        {label}
      </span>
      <Slider min={min} max={max} step={step} value={value} onChange={change} label={null} thumbLabel={label} size="sm" />
      <span className={styles.value}>{significant(value)}</span>
    </div>
  );
}
