import { TextInput } from '@mantine/core';
import { type KeyboardEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import { nextRate, readRate } from './rate';
import styles from './Training.module.css';

interface Props {
  /** The learning rate of the recipe. */
  value: number | undefined;
  /** With which the run learns at this moment, if a schedule makes it another. */
  now: number | null;
  active: boolean;
  onChange: (lr: number) => void;
}

function Field({ value, now, active, onChange }: Props) {
  const { t } = useTranslation('training');
  const [typed, setTyped] = useState<string | null>(null);
  const rate = typed === null ? value : readRate(typed);

  const commit = (lr: number | null | undefined) => {
    if (lr === null || lr === undefined) return;
    setTyped(null);
    if (lr !== value) onChange(lr);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit(rate);
    if (event.key === 'Escape') setTyped(null);
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || typeof rate !== 'number') return;
    event.preventDefault();
    commit(nextRate(rate, direction));
  };

  const scheduled = active && now !== null && value !== undefined && Math.abs(now - value) > value * 1e-3;
  return (
    <TextInput
      role="spinbutton"
      inputMode="decimal"
      label={t('learningRate.label')}
      aria-valuenow={rate ?? undefined}
      aria-valuetext={typed ?? (value === undefined ? '' : String(value))}
      value={typed ?? (value === undefined ? '' : String(value))}
      error={rate === null ? t('learningRate.wrong') : undefined}
      description={
        scheduled ? t('learningRate.now', { rate: significant(now) }) : active ? t('learningRate.hint') : undefined
      }
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => (rate === null ? setTyped(null) : commit(rate))}
      onKeyDown={onKeyDown}
      classNames={{ root: styles.rate, input: styles.rateInput, label: styles.rateLabel, description: styles.rateHint, error: styles.rateHint }}
    />
  );
}

/** The learning rate; it may be changed while the network learns. Arrow keys go through round numbers. */
export const LearningRate = memo(Field);
