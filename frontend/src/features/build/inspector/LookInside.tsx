import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSteadyCurrentRun } from '@/shared/liveRun';
import styles from './Inspector.module.css';

/** The way to what this block makes of a picture, once a run has weights for it. */
export function LookInside({ name }: { name: string }) {
  const { t } = useTranslation('build');
  const run = useSteadyCurrentRun();
  if (!run?.has_model) return null;
  return (
    <Link to={`/inside?model=run:${run.id}&node=${encodeURIComponent(name)}`} className={styles.link}>
      {t('inspector.lookInside')}
    </Link>
  );
}
