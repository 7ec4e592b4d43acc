import { useViewport, useReactFlow } from '@xyflow/react';
import { useReducedMotion } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { tidyUp } from '../edit';
import styles from './Canvas.module.css';

interface Props {
  showAll: () => void;
  /** Further buttons, such as the one that shows the outline. */
  children?: ReactNode;
}

/** Tidy and zoom. */
export function CanvasTools({ showAll, children }: Props) {
  const { t } = useTranslation('build');
  const { zoomIn, zoomOut } = useReactFlow();
  const options = { duration: useReducedMotion() ? 0 : 150 };
  return (
    <div role="toolbar" aria-label={t('canvas.tools.label')} className={styles.tools}>
      <button
        type="button"
        title={t('canvas.tools.tidyHelp')}
        onClick={() => {
          tidyUp();
          requestAnimationFrame(showAll);
        }}
      >
        {t('canvas.tools.tidy')}
      </button>
      <button type="button" aria-label={t('canvas.tools.zoomOut')} onClick={() => void zoomOut(options)}>
        −
      </button>
      <Zoom showAll={showAll} />
      <button type="button" aria-label={t('canvas.tools.zoomIn')} onClick={() => void zoomIn(options)}>
        +
      </button>
      {children}
    </div>
  );
}

/** A part of its own, since it alone changes while one zooms. */
function Zoom({ showAll }: { showAll: () => void }) {
  const { t } = useTranslation('build');
  const shown = percent(useViewport().zoom, 0);
  return (
    <button type="button" className="num" aria-label={t('canvas.tools.fit', { percent: shown })} onClick={showAll}>
      {shown}
    </button>
  );
}
