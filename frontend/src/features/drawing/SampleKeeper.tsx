import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrawing } from './drawingStore';
import { useKeeping } from './keeping';
import styles from './DrawingPad.module.css';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Keep the drawing with its label in the data set "My drawings". The pad is free for the next one then. */
export function SampleKeeper() {
  const { t } = useTranslation('drawing');
  const strokes = useDrawing((state) => state.strokes);
  const keeping = useKeeping();
  const keep = (label: string) => keeping.mutate({ label, strokes });

  const empty = strokes.length === 0;
  return (
    <div role="group" aria-label={t('keepAsSample')}>
      <p className={styles.caption}>{t(empty ? 'keepAsSampleEmpty' : 'keepAsSampleHelp')}</p>
      <div className={styles.digits}>
        {DIGITS.map((label) => (
          <Button
            key={label}
            px={0}
            aria-label={t('keepAs', { label })}
            disabled={empty || keeping.isPending}
            onClick={() => keep(label)}
          >
            {label}
          </Button>
        ))}
      </div>
      <WordForm disabled={empty || keeping.isPending} keep={keep} />
    </div>
  );
}

/** For drawings that are no digits. */
function WordForm({ disabled, keep }: { disabled: boolean; keep: (label: string) => void }) {
  const { t } = useTranslation('drawing');
  const [word, setWord] = useState('');
  const label = word.trim();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (label && !disabled) keep(label);
  };
  return (
    <form className={styles.word} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={t('otherLabel')}
        placeholder={t('otherLabel')}
        maxLength={50}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
      <Button type="submit" disabled={disabled || !label}>
        {t('keepAsSample')}
      </Button>
    </form>
  );
}
