import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDrawing, keepDrawing } from '@/api';
import { listDatasetsQueryKey, listDrawingsQueryKey } from '@/api/@tanstack/react-query.gen';
import { toastError, toastUndo } from '@/shared/toast';
import { useDrawing } from './drawingStore';
import type { Stroke } from './strokes';
import styles from './DrawingPad.module.css';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Keep the drawing with its label in the data set "My drawings". The pad is free for the next one then. */
export function SampleKeeper() {
  const { t } = useTranslation('drawing');
  const strokes = useDrawing((state) => state.strokes);
  const client = useQueryClient();

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: listDrawingsQueryKey() }),
      client.invalidateQueries({ queryKey: listDatasetsQueryKey() }),
    ]);

  const keeping = useMutation({
    mutationFn: (label: string) =>
      keepDrawing({ body: { label, brush: useDrawing.getState().brush, strokes: strokes as Stroke[] } }),
    onSuccess: async ({ id, label }) => {
      const { clear, brush } = useDrawing.getState();
      clear();
      toastUndo(t('sampleKept', { label }), async () => {
        await deleteDrawing({ path: { id } });
        if (useDrawing.getState().strokes.length === 0) useDrawing.getState().show(strokes, brush);
        await refresh();
      });
      await refresh();
    },
    onError: toastError,
  });

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
            onClick={() => keeping.mutate(label)}
          >
            {label}
          </Button>
        ))}
      </div>
      <WordForm disabled={empty || keeping.isPending} keep={(label) => keeping.mutate(label)} />
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
