import { useId } from 'react';
import styles from './Setting.module.css';

interface Props {
  label: string;
  value: number;
  /** How the value is written. */
  text: string;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

/** A slider with its name and value above it. */
export function Setting({ label, value, text, min, max, step, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.setting}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.value} aria-hidden="true">
        {text}
      </span>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        className={styles.range}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string | number> {
  label: string;
  value: Value;
  choices: readonly Value[];
  /** How a value is written. */
  text: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** One of a few values. */
export function Choice<Value extends string | number>({ label, value, choices, text, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={choices.indexOf(value)} className={styles.select} onChange={(event) => onChange(choices[Number(event.currentTarget.value)] as Value)}>
        {choices.map((choice, place) => (
          <option key={choice} value={place}>
            {text(choice)}
          </option>
        ))}
      </select>
    </div>
  );
}
