import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { editNetwork } from '../edit';
import { disconnect, TURN } from '../graph';
import type { WireEdge } from './elements';
import styles from './WireLine.module.css';

const LETTER = 6.7; // width of a letter of the chip

/** A wire with the shape of what flows through it. Selected, it can be taken away. */
export const WireLine = memo(function WireLine({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, selected }: EdgeProps<WireEdge>) {
  const { t } = useTranslation('build');
  const ends = { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition };
  const back = sourcePosition === Position.Right ? targetX < sourceX : targetY < sourceY;
  const [path, x, y] = back ? getSmoothStepPath({ ...ends, offset: TURN, borderRadius: 12 }) : getBezierPath(ends);
  const text = data?.shape?.join('×') ?? '';
  const width = text.length * LETTER + 14;
  return (
    <>
      <BaseEdge path={path} interactionWidth={24} className={styles.wire} data-selected={selected || undefined} data-marked={data?.marked || undefined} />
      {text !== '' && (
        <g className={styles.chip} data-selected={selected || undefined}>
          <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
          <text x={x} y={y + 4}>
            {text}
          </text>
        </g>
      )}
      {selected && data && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${styles.remove} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + 26}px)` }}
            aria-label={t('canvas.wire.remove')}
            title={t('canvas.wire.remove')}
            onClick={() => editNetwork((network) => disconnect(network, data.wire))}
          >
            ×
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
