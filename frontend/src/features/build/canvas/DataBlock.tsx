import { type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { sizes } from '@/shared/format';
import { tuple } from '../words';
import styles from './Block.module.css';
import { Dots } from './Dots';
import type { Block } from './elements';
import { Examples } from './Examples';
import { Preview } from './Preview';
import { useDataset } from './useDataset';
import { useDataWords } from './useDataWords';

/** Where the examples enter the network. */
export const DataBlock = memo(function DataBlock({ id, data, selected, sourcePosition }: NodeProps<Block>) {
  const { t } = useTranslation('build');
  const dataset = useDataset();
  const { title, about } = useDataWords();
  const { shape } = data;
  const [, , channels] = shape ?? [];
  const colour = channels === 1 ? t('canvas.data.grey') : channels === 3 ? t('canvas.data.colour') : '';
  return (
    <div aria-hidden="true" className={styles.block} data-state="ok" data-selected={selected || undefined}>
      <div className={styles.top}>
        <span className={styles.bar} style={{ background: 'var(--io)' }} />
        <span className={styles.title} title={id}>
          <span className={styles.label}>{title}</span>
          <span className={styles.name}>{id}</span>
        </span>
      </div>
      <div className={styles.options}>{about}</div>
      <div className={styles.preview}>
        {dataset?.state === 'ready' ? <Examples dataset={dataset} /> : <Preview name={id} shape={shape} />}
      </div>
      <div className={styles.foot}>
        <span className={styles.shape} title={tuple(shape)}>
          {shape?.length === 3 ? sizes(shape.slice(0, 2)) : shape ? sizes(shape) : ''}
        </span>
        <span>{colour || (dataset?.kind === 'points' ? t('canvas.data.coordinates') : '')}</span>
      </div>
      <Dots name={id} source={sourcePosition ?? Position.Right} />
    </div>
  );
});
