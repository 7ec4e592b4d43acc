import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dice } from '../signs';
import styles from './Controls.module.css';
import { anySeed, LARGEST_SEED } from './steering';

interface Props {
  label: string;
  /** The dice's accessible name. */
  dice: string;
  seed: number;
  onChange: (seed: number) => void;
}

/** The number that the noise is drawn with, and dice for another one. */
export function SeedField({ label, dice, seed, onChange }: Props) {
  const { t } = useTranslation('generate');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && !/^\d{1,6}$/.test(typed.trim());
  const change = (text: string) => {
    setTyped(text);
    if (/^\d{1,6}$/.test(text.trim())) onChange(Number(text));
  };
  return (
    <div className={styles.seed}>
      <TextInput
        label={label}
        inputMode="numeric"
        value={typed ?? String(seed)}
        error={wrong ? t('steer.seedWrong', { largest: LARGEST_SEED }) : undefined}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
        className={styles.seedInput}
      />
      <Tooltip label={dice}>
        <ActionIcon
          variant="default"
          size={34}
          aria-label={dice}
          onClick={() => {
            setTyped(null);
            onChange(anySeed());
          }}
        >
          <Dice />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
