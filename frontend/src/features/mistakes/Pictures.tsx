import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MistakesOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, percent } from '@/shared/format';
import { EmptyState, Panel, Thumb, Waiting } from '@/shared/ui';
import { Label } from './Label';
import styles from './Mistakes.module.css';
import { inNumbers } from './inNumbers';
import type { Corrections } from './useCorrections';

interface Props {
  found: MistakesOut | null;
  fresh: boolean;
  /** What is shown, in words. */
  title: string;
  row: number | null;
  choose: (row: number) => void;
  more: () => void;
  corrections: Corrections;
}

/** The pictures behind a cell, the worst first: each with what it is, what it was taken for, and how surely. */
export function Pictures({ found, fresh, title, row, choose, more, corrections }: Props) {
  const { t } = useTranslation('mistakes');
  return (
    <Panel label={t('pictures.title')} heading={title} className={styles.panel}>
      {!found ? (
        <Waiting />
      ) : found.rows.length === 0 ? (
        <EmptyState title={t('pictures.noneTitle')}>{t('pictures.none')}</EmptyState>
      ) : (
        <>
          <p className={styles.help}>{t('pictures.order', { count: found.total, shown: number(found.rows.length) })}</p>
          <ul className={styles.tiles} aria-label={title} aria-busy={!fresh}>
            {found.rows.map((one) => (
              <li key={one.row}>
                <button
                  type="button"
                  aria-pressed={one.row === row}
                  data-wrong={one.label !== one.predicted || undefined}
                  data-corrected={found.split === 'test' ? undefined : corrections.of(one)?.correction}
                  onClick={() => choose(one.row)}
                >
                  <span className="unseen">
                    {t(one.label === one.predicted ? 'picture.right' : 'picture.wrong', {
                      label: visible(one.label),
                      predicted: visible(one.predicted),
                      sure: percent(one.sure),
                      row: number(one.row),
                    })}
                  </span>
                  {found.kind === 'pictures' ? (
                    <Thumb className={styles.thumb} dataset={found.dataset} split={found.split === 'test' ? 'test' : 'train'} row={one.row} sheet={found.rows.map((other) => other.row)} />
                  ) : (
                    <span className={styles.numbers}>{inNumbers(one)}</span>
                  )}
                  <span className={styles.said} aria-hidden="true">
                    <b>{visible(one.predicted)}</b> {percent(one.sure)}
                  </span>
                  <Label of={one} correction={found.split === 'test' ? undefined : corrections.of(one)} />
                </button>
              </li>
            ))}
          </ul>
          {found.rows.length < found.total && (
            <Button onClick={more}>{t('pictures.more')}</Button>
          )}
        </>
      )}
    </Panel>
  );
}
