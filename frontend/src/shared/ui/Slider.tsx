import { useId } from 'react';
import styles from './Slider.module.css';

interface Props {
  label: string;
  /** What else is said of it, after its label. */
  note?: string;
  value: number;
  /** How the value is written. */
  text: string;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

/** A slider with its name and value above it. */
export function Slider({ label, note, value, text, min, max, step, onChange }: Props) {
  const id = useId();
  const at = max > min ? (value - min) / (max - min) : 0;
  return (
    <div className={styles.slider}>
      <div className={styles.top}>
        <label htmlFor={id}>{label}</label>
        {note && <span className={styles.note}>{note}</span>}
        <span className={styles.value} aria-hidden="true">
          {text}
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        className={styles.range}
        style={{ '--at': at } as React.CSSProperties}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}
