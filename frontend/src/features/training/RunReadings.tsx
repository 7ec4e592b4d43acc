import type { RunDetail } from '@/api';
import { Readings } from './Readings';
import { Announcement } from './Status';
import styles from './Training.module.css';

/** How far a run is, how well it does and in which state it is, away from its network. */
export function RunReadings({ run }: { run: RunDetail }) {
  return (
    <div className={styles.report}>
      <Readings run={run} />
      <Announcement run={run} />
    </div>
  );
}
