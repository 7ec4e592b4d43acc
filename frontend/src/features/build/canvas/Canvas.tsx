import { ReactFlowProvider } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetwork } from '../edit';
import styles from './Canvas.module.css';
import { CanvasTools } from './CanvasTools';
import { useLinking } from './linking';
import { Stage } from './Stage';
import { useShow } from './useShow';

interface Props {
  /** Further buttons beside Tidy and the zoom. */
  tools?: ReactNode;
  /** What stands in the lower right corner: whether it can be trained. */
  corner?: ReactNode;
}

/** The network as a drawing in which one builds. */
export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Framed {...props} />
    </ReactFlowProvider>
  );
}

function Framed({ tools, corner }: Props) {
  const { t } = useTranslation('build');
  const { showAll } = useShow();
  const linking = useLinking(({ name }) => name);
  const empty = useNetwork()?.nodes.length === 0;
  return (
    <section aria-label={t('canvas.label')} className={styles.canvas} data-canvas>
      <Stage />
      <p className={styles.hint} aria-live="polite" data-shown={linking !== null || undefined}>
        {linking !== null && t('canvas.linking', { name: linking })}
      </p>
      {empty && <p className={styles.empty}>{t('canvas.empty')}</p>}
      <CanvasTools showAll={showAll}>{tools}</CanvasTools>
      {corner && <div className={styles.corner}>{corner}</div>}
    </section>
  );
}
