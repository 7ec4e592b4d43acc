import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import styles from './Memory.module.css';
import { type OverTime, useOverTime } from './overTime';

const MOST = 40; // letters: what the network reads

interface Props {
  title: string;
  text: string;
  onText: (text: string) => void;
  /** What is shown of it. */
  children: (time: OverTime) => ReactNode;
}

/** A text that one types, and what the memory of the network does while it reads that. */
export function Reading({ title, text, onText, children }: Props) {
  const { t } = useTranslation('lesson-memory');
  const { data: time, error, refetch } = useOverTime(text);
  return (
    <Panel label={title}>
      <div className={styles.reading}>
        <TextInput label={t('text')} value={text} maxLength={MOST} lang="en" spellCheck={false} onChange={(event) => onText(event.currentTarget.value)} />
        {error ? (
          <ErrorText error={error} retry={() => void refetch()} />
        ) : !time ? (
          <Waiting />
        ) : time.letters.length === 0 ? (
          <p className={styles.note}>{t('nothing')}</p>
        ) : (
          children(time)
        )}
      </div>
    </Panel>
  );
}
