import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../Inside.module.css';

interface Props {
  name: string;
  value: number;
  /** Whether the value is known to its last digit, and not read off a picture. */
  exact: boolean;
  /** `goesOn`: the same burst of typing as before. */
  change: (value: number, goesOn: boolean) => void;
}

/** One weight as a number that can be typed. */
export function WeightField({ name, value, exact, change }: Props) {
  const { t } = useTranslation('inside');
  const [typed, setTyped] = useState<string | null>(null);
  const burst = useRef(false);
  const read = (text: string) => (text.trim() === '' ? NaN : Number(text.trim().replace(',', '.').replace('−', '-')));
  const fits = (one: number) => Number.isFinite(one) && Math.abs(one) <= 1e30;
  return (
    <TextInput
      label={t('weights.type', { name })}
      description={exact ? undefined : t('weights.about')}
      inputMode="decimal"
      className={styles.weight}
      value={typed ?? String(Number(value.toPrecision(exact ? 8 : 3)))}
      error={typed !== null && !fits(read(typed)) ? t('weights.wrong') : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (!fits(read(text))) return;
        change(read(text), burst.current);
        burst.current = true;
      }}
      onBlur={() => {
        setTyped(null);
        burst.current = false;
      }}
    />
  );
}
