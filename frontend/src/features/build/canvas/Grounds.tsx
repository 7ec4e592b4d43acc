import { useStore, ViewportPortal } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Ground } from '../graph';
import { LaneName } from '../LaneSign';
import styles from './Grounds.module.css';

const LARGEST = 2.2; // how much the headings grow where the canvas is small: more would not fit above the blocks

/** What lies behind the blocks of each network: a soft ground in its colour, and above them its name. */
export function Grounds({ grounds }: { grounds: readonly Ground[] }) {
  const { t } = useTranslation('build');
  const scale = useStore(({ transform: [, , zoom] }) => Math.min(Math.max(1 / zoom, 1), LARGEST));
  return (
    <ViewportPortal>
      {grounds.map(({ lane, x, y, width, height }) => (
        <div
          key={lane}
          className={styles.ground}
          data-lane={lane}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height, '--scale': scale } as React.CSSProperties}
        >
          <p className={styles.heading}>
            <LaneName lane={lane} /> <span className={styles.about}>{t(`lanes.about.${lane}`)}</span>
          </p>
        </div>
      ))}
    </ViewportPortal>
  );
}
