import { type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useNodeWords, tuple } from '../words';
import styles from './Block.module.css';
import { Dots } from './Dots';
import type { Block } from './elements';
import { useInputWords } from './inputWords';
import inputStyles from './InputBlock.module.css';
import { useDataset } from './useDataset';

const GRAINS = 48;
const CLASSES = 10;

/** What a generator begins with: noise, the label that is asked for, the time on the way from noise to a picture. */
export const InputBlock = memo(function InputBlock({ id, data, selected, sourcePosition }: NodeProps<Block>) {
  const words = useNodeWords();
  const { title, about } = useInputWords()(id);
  return (
    <div aria-hidden="true" className={styles.block} data-state="ok" data-selected={selected || undefined}>
      <div className={styles.top}>
        <span className={styles.bar} style={{ background: 'var(--io)' }} />
        <span className={styles.title} title={id}>
          <span className={styles.label}>{title}</span>
          <span className={styles.name}>{id}</span>
        </span>
      </div>
      <div className={styles.options} title={about}>
        {about}
      </div>
      <div className={styles.preview}>{id === 'label' ? <Labels /> : <Noise />}</div>
      <div className={styles.foot}>
        <span className={styles.shape} title={tuple(data.shape)}>
          {words.shape(data.shape)}
        </span>
      </div>
      <Dots name={id} source={sourcePosition ?? Position.Right} />
    </div>
  );
});

/** Grains of any brightness: always the same, so that nothing flickers. */
function Noise() {
  return (
    <span className={inputStyles.noise}>
      {Array.from({ length: GRAINS }, (_, place) => (
        <span key={place} style={{ opacity: ((place * 7919) % 97) / 97 }} />
      ))}
    </span>
  );
}

function Labels() {
  const names = useDataset()?.class_names ?? [];
  return (
    <span className={inputStyles.labels}>
      {names.slice(0, CLASSES).map((name) => (
        <span key={name}>{name}</span>
      ))}
    </span>
  );
}
