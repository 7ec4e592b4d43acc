import { useTranslation } from 'react-i18next';
import type { Lane } from '@/shared/recipe';
import styles from './LaneSign.module.css';

/** A pen that draws, and an eye that looks: the networks can be told apart without their colours. */
const SIGNS: Record<Lane, string> = {
  generator: 'M2.5 13.5l1-3.5L11 2.5a1.4 1.4 0 0 1 2 0l.5.5a1.4 1.4 0 0 1 0 2L6 12.5zM9.5 4l2.5 2.5',
  discriminator: 'M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM8 6a2 2 0 1 0 .01 0',
};

/** Which network something belongs to: its sign, its name, its colour. */
export function LaneName({ lane, className }: { lane: Lane; className?: string }) {
  const { t } = useTranslation('build');
  return (
    <span className={[styles.name, className].filter(Boolean).join(' ')} data-lane={lane}>
      <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true">
        <path d={SIGNS[lane]} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {t(`lanes.${lane}`)}
    </span>
  );
}
