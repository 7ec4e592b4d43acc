/** The places of a block where wires begin and end: dragged from, or tapped one after the other. */
import { Handle, type Position } from '@xyflow/react';
import type { MouseEvent } from 'react';
import styles from './Block.module.css';
import { startLinking, useLinking } from './linking';

interface Props {
  name: string;
  source: Position;
  /** Absent for the network's inputs, which nothing feeds. */
  target?: Position;
}

export function Dots({ name, source, target }: Props) {
  // while another block is chosen, a tap on a dot is a tap on its block, which ends the linking
  const tap = (side: 'from' | 'to') => (event: MouseEvent) => {
    const begun = useLinking.getState().name;
    if (begun !== null && begun !== name) return;
    event.stopPropagation();
    startLinking(name, side);
  };
  return (
    <>
      {target && <Handle type="target" position={target} className={styles.handle} onClick={tap('to')} />}
      <Handle type="source" position={source} className={styles.handle} onClick={tap('from')} />
    </>
  );
}
