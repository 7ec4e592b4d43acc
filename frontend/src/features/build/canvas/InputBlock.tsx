import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useNodeWords } from '../words';
import { BlockFrame } from './BlockFrame';
import type { Block } from './elements';
import { useInputWords } from './inputWords';
import styles from './InputBlock.module.css';
import { useDataset } from './useDataset';

const GRAINS = 48;
const CLASSES = 10;

/** What a generator begins with: noise, the label that is asked for, the time on the way from noise to a picture. */
export const InputBlock = memo(function InputBlock({ id, data, selected, sourcePosition }: NodeProps<Block>) {
  const words = useNodeWords();
  const { title, about } = useInputWords()(id);
  return (
    <BlockFrame name={id} title={title} about={about} shape={data.shape} size={words.shape(data.shape)} selected={selected} source={sourcePosition}>
      {id === 'label' ? <Labels /> : <Noise />}
    </BlockFrame>
  );
});

/** Grains of any brightness: always the same, so that nothing flickers. */
function Noise() {
  return (
    <span className={styles.noise}>
      {Array.from({ length: GRAINS }, (_, place) => (
        <span key={place} style={{ opacity: ((place * 7919) % 97) / 97 }} />
      ))}
    </span>
  );
}

function Labels() {
  const names = useDataset()?.class_names ?? [];
  return (
    <span className={styles.labels}>
      {names.slice(0, CLASSES).map((name) => (
        <span key={name}>{name}</span>
      ))}
    </span>
  );
}
