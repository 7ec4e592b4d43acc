import { useId } from 'react';
import styles from './Choice.module.css';

interface Props<Value extends string | number> {
  label: string;
  value: Value;
  choices: readonly Value[];
  /** How a value is written. */
  text: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** One of a few values. */
export function Choice<Value extends string | number>({ label, value, choices, text, onChange }: Props<Value>) {
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
