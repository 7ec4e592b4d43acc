import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCourse, useLive } from '@/shared/liveRun';
import { ErrorText } from '@/shared/ui';
import { ConfusionMatrix } from './ConfusionMatrix';
import { Curves } from './Curves';
import styles from './CurvesPanel.module.css';
import { CurvesTable } from './CurvesTable';
import { Filters } from './Filters';
import { Samples } from './Samples';

const VIEWS = ['curves', 'filters', 'samples', 'confusion', 'table'] as const;
type View = (typeof VIEWS)[number];

interface Props {
  runId: string | null;
  heading?: ReactNode;
  className?: string;
}

/** A run to look at, one view at a time: its curves, filters, guesses, mistakes and numbers. Fills its box. */
export function CurvesPanel({ runId, heading, className }: Props) {
  const { t } = useTranslation('training');
  const [view, setView] = useState<View>('curves');
  return (
    <section aria-label={t('curves.region')} className={[styles.panel, className].filter(Boolean).join(' ')}>
      <Tabs value={view} onChange={(next) => setView(next as View)} keepMounted={false} className={styles.tabs}>
        <div className={styles.top}>
          {heading && (
            <div className={styles.heading}>{runId ? <Link to={`/runs/${runId}`}>{heading}</Link> : heading}</div>
          )}
          <Tabs.List aria-label={t('views.name')} className={styles.list}>
            {VIEWS.map((one) => (
              <Tabs.Tab key={one} value={one} className={styles.tab}>
                {t(`views.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        {VIEWS.map((one) => (
          <Tabs.Panel key={one} value={one} tabIndex={0} className={styles.body}>
            <RunView view={one} runId={runId} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

/** One of the views, wherever it stands. */
export function RunView({ view, runId }: { view: View; runId: string | null }) {
  const { t } = useTranslation('training');
  const looking = view === 'filters' || view === 'samples';
  const { data: course, error } = useCourse(runId);
  const { data: live } = useLive(runId, looking);

  if (error) return <ErrorText error={error} />;
  switch (view) {
    case 'filters':
      return <Filters live={live} />;
    case 'samples':
      return <Samples live={live} />;
    case 'confusion':
      return course?.confusion ? (
        <ConfusionMatrix confusion={course.confusion} classNames={course.classNames} />
      ) : (
        <p className={styles.none}>{t('confusion.none')}</p>
      );
    case 'table':
      return <CurvesTable course={course} />;
    default:
      return <Curves course={course} />;
  }
}
