import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '@/shared/format';
import { useCurrentRun } from '@/shared/liveRun';
import { Panel } from '@/shared/ui';
import styles from './GeneratedPanel.module.css';
import { LiveSheet } from './LiveSheet';

/** What the generator makes now: always of the same noise, so that one sees it learn. Stands where a classifier reads drawings. */
export function GeneratedPanel({ className }: { className?: string }) {
  const { t } = useTranslation('training');
  const run = useCurrentRun();
  const step = run && run.task !== 'classifier' ? (run.progress.frame_step ?? null) : null;
  return (
    <Panel
      label={t('generated.label')}
      aside={
        <Link to={run && step !== null ? `/generate?run=${run.id}` : '/generate'} className={styles.link}>
          {t('generated.page')}
        </Link>
      }
      className={[styles.panel, className].filter(Boolean).join(' ')}
    >
      {run && step !== null ? (
        <>
          <LiveSheet run={run.id} step={step} />
          <p className={styles.words}>{t('generated.step', { step: number(step) })}</p>
        </>
      ) : (
        <p className={styles.none}>{t('generated.waiting')}</p>
      )}
    </Panel>
  );
}
