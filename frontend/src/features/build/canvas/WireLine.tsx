import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { editNetwork } from '../edit';
import { BEND, disconnect, TURN } from '../graph';
import type { WireEdge } from './elements';
import styles from './WireLine.module.css';

const LETTER = 6.7; // width of a letter of the chip

/** A wire with the shape of what flows through it. Selected, it can be taken away. */
export const WireLine = memo(function WireLine({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, selected }: EdgeProps<WireEdge>) {
  const { t } = useTranslation('build');
  const ends = { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition };
  const back = sourcePosition === Position.Right ? targetX < sourceX : targetY < sourceY;
  const direct = back ? getSmoothStepPath({ ...ends, offset: TURN, borderRadius: 12, centerY: data?.turn }) : getBezierPath(ends);
  const [path, x, y] = data?.tag !== undefined ? pathFromTag(ends) : data?.detour === undefined ? direct : pathAround(ends, data.detour);
  const text = data?.tag ?? data?.shape?.join('×') ?? '';
  const width = text.length * LETTER + 14;
  return (
    <>
      <BaseEdge path={path} interactionWidth={24} className={styles.wire} data-selected={selected || undefined} data-marked={data?.marked || undefined} data-handover={data?.handover} />
      {text !== '' && (
        <g className={styles.chip} data-selected={selected || undefined} data-handover={data?.handover} data-tag={data?.tag !== undefined || undefined}>
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

const TAG = 44; // how far before the block the name of the input stands

/** A short way from the name of an input, whose block stands elsewhere. */
function pathFromTag({ targetX, targetY, sourcePosition }: Ends): [string, number, number] {
  const [x, y] = sourcePosition === Position.Right ? [targetX - TAG, targetY] : [targetX, targetY - TAG];
  return [`M${x} ${y}L${targetX} ${targetY}`, x, y];
}

/** Aside to the detour within the gap behind the first block, along it, and back within the gap before the second. */
function pathAround({ sourceX, sourceY, targetX, targetY, sourcePosition }: Ends, detour: number): [string, number, number] {
  const right = sourcePosition === Position.Right;
  const at = (along: number, across: number) => (right ? `${along} ${across}` : `${across} ${along}`);
  const [start, from, end, to] = right ? [sourceX, sourceY, targetX, targetY] : [sourceY, sourceX, targetY, targetX];
  const path = [
    `M${at(start, from)}`,
    `C${at(start + BEND / 2, from)} ${at(start + BEND / 2, detour)} ${at(start + BEND, detour)}`,
    `L${at(end - BEND, detour)}`,
    `C${at(end - BEND / 2, detour)} ${at(end - BEND / 2, to)} ${at(end, to)}`,
  ].join('');
  const middle = (start + end) / 2;
  return right ? [path, middle, detour] : [path, detour, middle];
}

type Ends = Pick<EdgeProps<WireEdge>, 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition'>;
