import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ConfusionMatrix } from '@/shared/confusion';
import { useCourse, useLive, useSteadyRun } from '@/shared/liveRun';
import { type Task, taskOf } from '@/shared/recipe';
import { mistakesAddress } from '@/shared/mistakes';
import { ErrorText } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { Curves } from './Curves';
import styles from './CurvesPanel.module.css';
import { CurvesTable } from './CurvesTable';
import { Filters } from './Filters';
import { GeneratorView } from './GeneratorView';
import { Samples } from './Samples';

const VIEWS = ['curves', 'filters', 'samples', 'confusion', 'table'] as const;
type View = (typeof VIEWS)[number];

/** What there is to see: a generator classifies nothing, so nothing can be confused. */
export function viewsOf(task: Task): readonly View[] {
  return task === 'classifier' ? VIEWS : ['curves', 'table'];
}

/** What a run trains, or else the network on the canvas. */
function useTask(runId: string | null): Task {
  const drawn = useWorkbench(({ recipe }) => (recipe ? taskOf(recipe) : 'classifier'));
  return useSteadyRun(runId)?.task ?? drawn;
}

interface Props {
  runId: string | null;
  heading?: ReactNode;
  className?: string;
}

/** A run to look at, one view at a time: its curves, filters, guesses, mistakes and numbers. Fills its box. */
export function CurvesPanel({ runId, heading, className }: Props) {
  const { t } = useTranslation('training');
  const [chosen, setView] = useState<View>('curves');
  const views = viewsOf(useTask(runId));
  const view = views.includes(chosen) ? chosen : 'curves';
  return (
    <section aria-label={t('curves.region')} className={[styles.panel, className].filter(Boolean).join(' ')}>
      <Tabs value={view} onChange={(next) => setView(next as View)} keepMounted={false} className={styles.tabs}>
        <div className={styles.top}>
          {heading && (
            <div className={styles.heading}>{runId ? <Link to={`/runs/${runId}`}>{heading}</Link> : heading}</div>
          )}
          <Tabs.List aria-label={t('views.name')} className={styles.list}>
            {views.map((one) => (
              <Tabs.Tab key={one} value={one} className={styles.tab}>
                {t(`views.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        {views.map((one) => (
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
  const navigate = useNavigate();
  const task = useTask(runId);
  const looking = view === 'filters' || view === 'samples';
  const { data: course, error } = useCourse(runId);
  const { data: live } = useLive(runId, looking);

  if (error) return <ErrorText error={error} />;
  if (task !== 'classifier') {
    return <GeneratorView view={view === 'table' ? 'table' : 'curves'} runId={runId} course={course} task={task} />;
  }
  switch (view) {
    case 'filters':
      return <Filters live={live} />;
    case 'samples':
      return <Samples live={live} runId={runId} />;
    case 'confusion':
      return course?.confusion ? (
        <ConfusionMatrix
          confusion={course.confusion}
          classNames={course.classNames}
          onOpen={(actual, predicted) =>
            void navigate(mistakesAddress({ model: `run:${runId}`, split: course.confusion?.of ?? 'validation', actual, predicted }))
          }
        />
      ) : (
        <p className={styles.none}>{t('confusion.none')}</p>
      );
    case 'table':
      return <CurvesTable course={course} />;
    default:
      return <Curves course={course} />;
  }
}
