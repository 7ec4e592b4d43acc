import { type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/shared/catalogue';
import { number } from '@/shared/format';
import { groupColour } from '@/shared/theme/colour';
import { groupOf, tuple, useNodeWords } from '../words';
import styles from './Block.module.css';
import { Dots } from './Dots';
import { type Block, stateOf } from './elements';
import { useLinking } from './linking';
import { Preview } from './Preview';
import { StateSign } from './StateSign';

/** One layer: what it is called, how it is set, what comes out of it, and what it costs. The block's name says all that. */
export const LayerBlock = memo(function LayerBlock({ id, data, selected, sourcePosition, targetPosition }: NodeProps<Block>) {
  const { t } = useTranslation('build');
  const words = useNodeWords();
  const catalogue = useCatalogue();
  const linking = useLinking(({ name }) => name === id);
  const { node, layer, known, shape, isOutput } = data;
  const state = stateOf(known, node);
  const said = state === 'ok' ? '' : t(`canvas.state.${state}`);
  const own = node ? words.options(node, layer) : '';
  const options = node?.share === undefined ? own : t('canvas.node.shared', { name: node.share });
  return (
    <div aria-hidden="true" className={styles.block} data-state={state} data-selected={selected || undefined} data-linking={linking || undefined}>
      {isOutput && (
        <span className={styles.output} data-lane={data.lane} title={t('canvas.node.isOutput')}>
          {data.lane ? t(`lanes.end.${data.lane}`) : t('canvas.node.output')}
        </span>
      )}
      <div className={styles.top}>
        <span className={styles.bar} style={{ background: groupColour(groupOf(catalogue, layer)) }} />
        <span className={styles.title} title={id}>
          <span className={styles.label}>{words.label(layer)}</span>
          <span className={styles.name}>{id}</span>
        </span>
        <StateSign state={state} words={said} />
      </div>
      <div className={styles.options} title={options}>
        {options}
      </div>
      <div className={styles.preview}>
        <Preview name={id} shape={shape} />
      </div>
      <div className={styles.foot}>
        <span className={styles.shape} title={tuple(shape)}>
          {known && (shape || state === 'error' ? words.shape(shape) : said)}
        </span>
        <span className="num">{known && shape ? number(known.parameters) : ''}</span>
      </div>
      <Dots name={id} source={sourcePosition ?? Position.Right} target={targetPosition ?? Position.Left} />
    </div>
  );
});
