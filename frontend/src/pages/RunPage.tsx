import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ExportButton } from '@/features/exporting';
import { Newest } from '@/features/generate/train/Newest';
import { RunFacts, RunHeader, RunLog } from '@/features/runs';
import { RunControls, RunReadings, RunTrouble, RunView, viewsOf } from '@/features/training';
import { useRun } from '@/shared/liveRun';
import '@/locales/generate';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import styles from './RunPage.module.css';

/** One run as a report that goes on being written while it trains. */
export function Component() {
  const { t } = useTranslation('runs');
  const { id = '' } = useParams();
  const { data: run, error, refetch } = useRun(id);
  usePageTitle(run?.name ?? t('shell:pages.run'));

  if (!run) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  const views = viewsOf(run.task).filter((view) => view !== 'curves');
  return (
    <article className={styles.page}>
      <RunHeader run={run} controls={<RunControls run={run} />} take={<ExportButton model={`run:${run.id}`} name={run.name} />} />
      <RunTrouble run={run} />
      <RunReadings run={run} />
      <Panel label={t('sections.curves')} className={styles.card}>
        <div className={styles.curves}>
          <RunView view="curves" runId={id} />
        </div>
      </Panel>
      <div className={styles.cards}>
        {run.task !== 'classifier' && (
          <Panel label={t('sections.made')} className={styles.card}>
            <Newest run={run} />
          </Panel>
        )}
        {views.map((view) => (
          <Panel key={view} label={t(run.task !== 'classifier' && view === 'table' ? 'sections.judged' : `sections.${view}`)} className={styles.card}>
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
