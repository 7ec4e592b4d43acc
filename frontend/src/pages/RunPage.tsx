import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { RunFacts, RunHeader, RunLog } from '@/features/runs';
import { RunControls, RunReadings, RunTrouble, RunView, viewsOf } from '@/features/training';
import { useRun } from '@/shared/liveRun';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import styles from './RunPage.module.css';

const VIEWS = ['samples', 'filters', 'confusion', 'table'] as const;

/** One run as a report that goes on being written while it trains. */
export function Component() {
  const { t } = useTranslation('runs');
  const { id = '' } = useParams();
  const { data: run, error, refetch } = useRun(id);
  usePageTitle(run?.name ?? t('shell:pages.run'));

  if (!run) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <article className={styles.page}>
      <RunHeader run={run} controls={<RunControls run={run} />} />
      <RunTrouble run={run} />
      <RunReadings run={run} />
      <Panel label={t('sections.curves')} className={styles.card}>
        <div className={styles.curves}>
          <RunView view="curves" runId={id} />
        </div>
      </Panel>
      <div className={styles.cards}>
        {VIEWS.filter((view) => viewsOf(run.task).includes(view)).map((view) => (
          <Panel key={view} label={t(`sections.${view}`)} className={styles.card}>
            <RunView view={view} runId={id} />
          </Panel>
        ))}
        <Panel label={t('sections.facts')} className={styles.card}>
          <RunFacts run={run} />
        </Panel>
        <Panel label={t('sections.log')} className={styles.card}>
          <RunLog id={id} />
        </Panel>
      </div>
    </article>
  );
}
