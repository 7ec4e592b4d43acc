import { type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeWords } from '../words';
import { BlockFrame } from './BlockFrame';
import type { Block } from './elements';
import { Generated, Real } from './RealAndGenerated';
import styles from './InputBlock.module.css';
import { useInputWords } from './inputWords';

/** Where the networks meet: real pictures beside generated ones, and the question that the discriminator answers. */
export const PictureBlock = memo(function PictureBlock({ id, data, selected, sourcePosition, targetPosition }: NodeProps<Block>) {
  const { t } = useTranslation('build');
  const words = useNodeWords();
  const { title, about } = useInputWords()(id);
  return (
    <BlockFrame
      name={id}
      title={title}
      about={about}
      shape={data.shape}
      size={words.shape(data.shape)}
      selected={selected}
      source={sourcePosition}
      target={targetPosition ?? Position.Left}
    >
      <span className={styles.sides}>
        <span className={styles.side} data-side="real">
          <Real />
          <span>✓ {t('canvas.side.real')}</span>
        </span>
        <span className={styles.side} data-side="generated">
          <Generated />
          <span>✎ {t('canvas.side.generated')}</span>
        </span>
      </span>
    </BlockFrame>
  );
});
