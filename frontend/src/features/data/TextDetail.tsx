import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { ClassBars } from './ClassBars';
import type { Split } from './datasets';
import { useLines } from './lines';
import { SplitChoice } from './SplitChoice';
import panels from './DatasetDetail.module.css';
import styles from './TextDetail.module.css';

const AT_FIRST = 25;
const MOST = 200;

/** A text: what is read each time, the character that follows, and how often each one does. */
export function TextDetail({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const [split, setSplit] = useState<Split>('train');
  const [label, setLabel] = useState<number | null>(null);
  const [count, setCount] = useState(AT_FIRST);
  const { data, error, refetch } = useLines(set.name, { split, count, ...(label !== null && { label }) });
  const counts = split === 'train' ? set.train_counts : set.test_counts;
  return (
    <div className={panels.columns}>
      <Panel label={t('examples')} heading={null} className={panels.panel}>
        <p className={panels.help}>{t('text.help', { number: number(set.shape?.[0]) })}</p>
        {error ? (
          <ErrorText error={error} retry={() => void refetch()} />
        ) : data ? (
          <>
            <ol className={styles.lines} aria-label={t('text.lines')}>
              {data.lines.map(({ row, text, next }) => (
                <li key={row} className={styles.line}>
                  <span lang="en" className={styles.read}>
                    {text}
                  </span>
                  <span className="unseen">{t('text.then')}</span>
                  <b className={styles.next}>{visible(next)}</b>
                </li>
              ))}
            </ol>
            <p className={panels.help}>{t('text.shown', { shown: number(data.lines.length), total: number(data.total) })}</p>
            {count < Math.min(MOST, data.total) && <Button onClick={() => setCount(Math.min(2 * count, MOST))}>{t('text.more')}</Button>}
          </>
        ) : (
          <Waiting />
        )}
      </Panel>
      <Panel label={t('balance')} heading={t('splitTitle')} className={panels.panel}>
        <SplitChoice set={set} split={split} choose={setSplit} />
        <h2 className={panels.subheading}>{t('text.balance')}</h2>
        <p className={panels.help}>{t('text.balanceHelp')}</p>
        <ClassBars names={set.class_names ?? []} counts={counts ?? []} chosen={label} choose={setLabel} />
      </Panel>
    </div>
  );
}
