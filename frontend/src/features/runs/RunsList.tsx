import { Button, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useRuns } from '@/shared/liveRun';
import { EmptyState, ErrorText, Sparkline, Waiting } from '@/shared/ui';
import { COLUMNS, FIRST_CHOICE, listed, sortedBy, STATES, type StateChoice } from './listing';
import { RunCards } from './RunCards';
import { type ListProps, RunsTable } from './RunsTable';
import styles from './Runs.module.css';
import { useRunActions } from './useRunActions';

const FALLING = [2.3, 1.5, 1.1, 0.8, 0.62, 0.5, 0.42, 0.36, 0.32, 0.3, 0.28];

/** All runs: found, sorted, named, put away, begun again, and chosen to be compared. */
export function RunsList() {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const narrow = useMediaQuery('(width <= 720px)', undefined, { getInitialValueInEffect: false });
  const { data: runs, error, refetch } = useRuns();
  const actions = useRunActions();
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [renaming, setRenaming] = useState<string | null>(null);
  const choose = useCallback((id: string, on: boolean) => {
    setChosen((before) => new Set([...before].filter((one) => one !== id).concat(on ? [id] : [])));
  }, []);

  if (error && !runs) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!runs) return <Waiting />;
  if (runs.length === 0) {
    return (
      <EmptyState
        title={t('empty.title')}
        picture={<Sparkline values={FALLING} width={200} height={80} />}
        action={
          <Link to="/" className={styles.invitation}>
            {t('empty.action')}
          </Link>
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  }

  const shown = listed(runs, choice);
  const compared = runs.filter((run) => chosen.has(run.id)).map((run) => run.id);
  const props: ListProps = {
    runs: shown,
    choice,
    onSort: (column) => setChoice(sortedBy(choice, column)),
    chosen,
    onChoose: choose,
    renaming,
    onRenaming: setRenaming,
    actions,
  };
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <TextInput
          type="search"
          className={styles.search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={choice.text}
          onChange={(event) => setChoice({ ...choice, text: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('stateFilter')}
          value={choice.state}
          onChange={(event) => setChoice({ ...choice, state: event.currentTarget.value as StateChoice })}
          data={STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        {narrow && (
          <NativeSelect
            aria-label={t('sort')}
            value={choice.column}
            onChange={(event) => props.onSort(event.currentTarget.value as (typeof COLUMNS)[number])}
            data={COLUMNS.map((column) => ({ value: column, label: t(`columns.${column}`) }))}
          />
        )}
        <Compare ids={compared} onCompare={() => void navigate(`/compare?runs=${compared.join(',')}`)} />
      </div>
      <p role="status" className="unseen">
        {t('found', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={t('nothing.title')} action={<Button onClick={() => setChoice(FIRST_CHOICE)}>{t('nothing.action')}</Button>} />
      ) : narrow ? (
        <RunCards {...props} />
      ) : (
        <RunsTable {...props} />
      )}
    </div>
  );
}

function Compare({ ids, onCompare }: { ids: readonly string[]; onCompare: () => void }) {
  const { t } = useTranslation('runs');
  const able = ids.length >= 2;
  return (
    <Tooltip label={able ? t('compareAbout', { count: ids.length }) : t('compareNeeds')}>
      <Button
        variant={able ? 'filled' : 'default'}
        aria-disabled={!able || undefined}
        data-disabled={!able || undefined}
        aria-describedby="compare-needs"
        className={styles.compare}
        onClick={() => able && onCompare()}
      >
        {t('compare')}
        {ids.length > 0 && <span className="num">&nbsp;({ids.length})</span>}
        <span id="compare-needs" className="unseen">
          {able ? t('compareAbout', { count: ids.length }) : t('compareNeeds')}
        </span>
      </Button>
    </Tooltip>
  );
}
