import { type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { tuple, useNodeWords } from '../words';
import styles from './Block.module.css';
import { Dots } from './Dots';
import type { Block } from './elements';
import { Generated, Real } from './RealAndGenerated';
import inputStyles from './InputBlock.module.css';
import { useInputWords } from './inputWords';

/** Where the networks meet: real pictures beside generated ones, and the question that the discriminator answers. */
export const PictureBlock = memo(function PictureBlock({ id, data, selected, sourcePosition, targetPosition }: NodeProps<Block>) {
  const { t } = useTranslation('build');
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
      <div className={styles.preview}>
        <span className={inputStyles.sides}>
          <span className={inputStyles.side} data-side="real">
            <Real />
            <span>✓ {t('canvas.side.real')}</span>
          </span>
          <span className={inputStyles.side} data-side="generated">
            <Generated />
            <span>✎ {t('canvas.side.generated')}</span>
          </span>
        </span>
      </div>
      <div className={styles.foot}>
        <span className={styles.shape} title={tuple(data.shape)}>
          {words.shape(data.shape)}
        </span>
      </div>
      <Dots name={id} source={sourcePosition ?? Position.Right} target={targetPosition ?? Position.Left} />
    </div>
  );
});
