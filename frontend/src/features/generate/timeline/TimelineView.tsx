import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunRow, TimelineOut } from '@/api';
import { ErrorText, EmptyState, Waiting } from '@/shared/ui';
import { EmergingDigit } from '../EmergingDigit';
import type { Place } from '../place';
import { RunChoice } from '../RunChoice';
import { firstRun, useGeneratorRuns, useTimeline } from '../runs';
import { Film } from './Film';
import { Scrubber } from './Scrubber';
import styles from './Timeline.module.css';

/** The way of a run, frame by frame: always the same noise and labels. */
export function TimelineView({ place }: { place: Place }) {
  const { t } = useTranslation('generate');
  const { runs, error, retry } = useGeneratorRuns();
  if (error) return <ErrorText error={error} retry={retry} />;
  if (!runs) return <Waiting />;
  const id = place.run ?? firstRun(runs);
  const run = runs.find((one) => one.id === id);
  const train = (
    <Button variant="filled" onClick={() => place.go({ view: 'train' })}>
      {t('empty.action')}
    </Button>
  );
  if (runs.length === 0) {
    return (
      <EmptyState title={t('timeline.empty')} picture={<EmergingDigit />} action={train}>
        {t('timeline.emptyText')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <div className={styles.choice}>
        <RunChoice runs={runs} id={run?.id ?? ''} onChoose={(next) => place.go({ run: next })} />
      </div>
      {run ? <Frames key={run.id} run={run} place={place} /> : <EmptyState title={t('timeline.gone')}>{t('timeline.goneText')}</EmptyState>}
    </div>
  );
}

function Frames({ run, place }: { run: RunRow; place: Place }) {
  const { t } = useTranslation('generate');
  const { data, error, refetch } = useTimeline(run.id);
  if (error && !data) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.frames.length === 0) return <EmptyState title={t('timeline.none')}>{t('timeline.noneText')}</EmptyState>;
  return <Loaded run={run} timeline={data} place={place} />;
}

function Loaded({ run, timeline, place }: { run: RunRow; timeline: TimelineOut; place: Place }) {
  return (
    <>
      <Scrubber run={run} timeline={timeline} onRewound={(id) => place.go({ view: 'train', run: id, model: null })} />
      <Film run={run} />
    </>
  );
}
