import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { write } from '@/api';
import { AnswerBars, ranked } from '@/shared/answers';
import { visible } from '@/shared/characters';
import { percent } from '@/shared/format';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import styles from './Memory.module.css';
import { MODEL } from './overTime';

const FIRST = 'alice ';
const MOST = 200;
export const SURE = 0.9;

/** What comes next, by the network that has read a chapter. */
export function NextStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-memory');
  const [text, setText] = useState(FIRST);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['following', MODEL, text],
    queryFn: ({ signal }) => write({ path: { id: MODEL }, body: { begin: text, length: 0 }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
  const best = data?.next[0];
  const sure = best !== undefined && !isPlaceholderData && text !== FIRST && best.probability > SURE;
  useEffect(() => {
    if (sure) complete();
  }, [sure, complete]);
  return (
    <Panel label={t('following.title')}>
      <div className={styles.reading}>
        <TextInput label={t('beginning')} value={text} maxLength={MOST} lang="en" spellCheck={false} autoComplete="off" onChange={(event) => setText(event.currentTarget.value)} />
        {error ? (
          <ErrorText error={error} retry={() => void refetch()} />
        ) : !data || !best ? (
          <Waiting />
        ) : (
          <>
            <p role="status" className={styles.verdict}>
              {t('following.best', { letter: visible(best.label), share: percent(best.probability) })}
            </p>
            <AnswerBars chances={ranked(data.next)} label={t('following.list')} />
          </>
        )}
      </div>
    </Panel>
  );
}
