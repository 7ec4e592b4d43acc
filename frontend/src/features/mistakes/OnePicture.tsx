import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MistakesOut, ModelOut, NearOut, SampleRow } from '@/api';
import { visible } from '@/shared/characters';
import { number, percent } from '@/shared/format';
import { Panel, Thumb } from '@/shared/ui';
import { Correcting } from './Correcting';
import styles from './Mistakes.module.css';
import { Near } from './Near';
import { inNumbers } from './inNumbers';
import type { Corrections } from './useCorrections';
import { Why } from './Why';

interface Props {
  model: ModelOut;
  of: Pick<MistakesOut, 'dataset' | 'kind' | 'split'>;
  /** A mistake, or one of the training pictures near it. */
  example: MistakesOut['rows'][number] | NearOut;
  /** A training picture that was opened from the neighbours of another: back to that one. */
  back?: () => void;
  open: (near: NearOut) => void;
  corrections: Corrections;
  /** Draws more like it; null where one cannot draw for this model. */
  draw: ((label: string) => void) | null;
}

/** One picture: what the answer rests on, what is like it, and what can be put right. */
export function OnePicture({ model, of, example, back, open, corrections, draw }: Props) {
  const { t } = useTranslation('mistakes');
  const tested = of.split === 'test' && back === undefined;
  const sample: SampleRow = { row: example.row, split: tested ? 'test' : 'train' };
  const label = visible(example.label);
  const inside = new URLSearchParams({ model: model.id, tab: 'why', split: sample.split ?? 'train', row: String(sample.row) });
  return (
    <Panel
      label={t('one.title')}
      heading={t(tested ? 'one.test' : 'one.training', { row: number(example.row) })}
      aside={back && <Button onClick={back}>{t('one.back')}</Button>}
      className={styles.panel}
    >
      <p className={styles.sentence}>
        {'predicted' in example
          ? t(example.label === example.predicted ? 'one.right' : 'one.wrong', { label, predicted: visible(example.predicted), sure: percent(example.sure) })
          : t('one.labelled', { label })}
      </p>
      {of.kind === 'pictures' ? (
        <Why key={`${sample.split} ${sample.row}`} model={model} sample={sample}>
          <Thumb className={styles.thumb} dataset={of.dataset} split={sample.split ?? 'train'} row={sample.row} />
        </Why>
      ) : (
        <p className={styles.numbers}>{inNumbers(example)}</p>
      )}
      <p className={styles.help}>
        <Link to={`/inside?${inside}`}>{t('one.inside')}</Link>
      </p>
      {tested ? <p className={styles.note}>{t('one.tested')}</p> : <Correcting model={model} example={example} corrections={corrections} />}
      {draw && (
        <div>
          <Button onClick={() => draw(correctedLabel(example, corrections, tested))}>
            {t('one.draw', { label: visible(correctedLabel(example, corrections, tested)) })}
          </Button>
        </div>
      )}
      <Near key={`near ${sample.split} ${sample.row}`} model={model} of={of} sample={sample} label={example.label} open={open} corrections={corrections} />
    </Panel>
  );
}

/** What it is, as far as one knows by now. */
function correctedLabel(example: Props['example'], corrections: Corrections, tested: boolean): string {
  const correction = tested ? undefined : corrections.of(example);
  return correction?.correction === 'relabel' ? correction.label : example.label;
}
