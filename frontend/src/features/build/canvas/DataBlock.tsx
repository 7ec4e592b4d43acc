import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { sizes } from '@/shared/format';
import { BlockFrame } from './BlockFrame';
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
  const numbers = { points: t('canvas.data.coordinates'), text: t('canvas.data.characters'), pictures: '' };
  return (
    <BlockFrame
      name={id}
      title={title}
      about={about}
      shape={shape}
      size={shape?.length === 3 ? sizes(shape.slice(0, 2)) : shape ? sizes(shape) : ''}
      foot={<span>{colour || (dataset && numbers[dataset.kind])}</span>}
      selected={selected}
      source={sourcePosition}
    >
      {dataset?.state === 'ready' ? <Examples dataset={dataset} /> : <Preview name={id} shape={shape} />}
    </BlockFrame>
  );
});
