import { Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { tuple } from '../words';
import styles from './Block.module.css';
import { Dots } from './Dots';

interface Props {
  name: string;
  title: string;
  about: string;
  shape: readonly number[] | null | undefined;
  /** The shape in a few signs. */
  size: string;
  /** What else stands at the foot. */
  foot?: ReactNode;
  selected?: boolean;
  source?: Position;
  target?: Position;
  /** What it shows. */
  children: ReactNode;
}

/** The blocks that nobody adds: what goes into a network, and where two networks meet. */
export function BlockFrame({ name, title, about, shape, size, foot, selected, source = Position.Right, target, children }: Props) {
  return (
    <div aria-hidden="true" className={styles.block} data-state="ok" data-selected={selected || undefined}>
      <div className={styles.top}>
        <span className={styles.bar} style={{ background: 'var(--io)' }} />
        <span className={styles.title} title={name}>
          <span className={styles.label}>{title}</span>
          <span className={styles.name}>{name}</span>
        </span>
      </div>
      <div className={styles.options} title={about}>
        {about}
      </div>
      <div className={styles.preview}>{children}</div>
      <div className={styles.foot}>
        <span className={styles.shape} title={tuple(shape)}>
          {size}
        </span>
        {foot}
      </div>
      <Dots name={name} source={source} target={target} />
    </div>
  );
}
