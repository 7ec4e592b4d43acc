import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selected } from '@/api';
import { number } from '@/shared/format';
import { MapLegend, MapPicture } from '@/shared/maps/MapPicture';
import { amount } from '@/shared/maps/amount';
import { numbersOf, type Spot } from '@/shared/maps/planes';
import type { Changes } from '../changes';
import { Histogram } from '../Histogram';
import styles from '../Inside.module.css';
import { parameterIndex, written } from '../indexing';
import { Pager } from '../Pager';
import { WeightField } from './WeightField';

interface Props {
  selected: Selected;
  changes: Changes;
  spot: Spot | null;
  onSpot: (spot: Spot, pressed: boolean) => void;
  choose: (parameter: string) => void;
  go: (start: number) => void;
}

/** What a node has learnt, as pictures and histograms; its weights can be painted and typed, as a trial. */
export function WeightsTab({ selected, changes, spot, onSpot, choose, go }: Props) {
  const { t } = useTranslation('inside');
  const [paints, setPaints] = useState(false);
  const [brush, setBrush] = useState(1); // as a share of the largest weight
  const { weights, parameters, layer, name } = selected;
  const shown = parameters.find((one) => one.name === weights?.parameter);
  if (!weights || !shown) return <p className={styles.help}>{t('weights.none', { node: name })}</p>;
  const page = weights.values;
  const place = (at: Spot) => parameterIndex(layer ?? '', shown.shape, page, at, page.width, page.height);
  const paint = (at: Spot, began: boolean) =>
    changes.change({ parameter: shown.full_name, index: place(at), value: Number((brush * (page.limit || 1)).toPrecision(6)) }, !began);
  const about = spot ? numbersOf(page)[(spot.plane * page.height + spot.y) * page.width + spot.x] : undefined;
  const index = spot && place(spot);
  const changed = index && changes.now.find((one) => one.parameter === shown.full_name && one.index.join() === index.join());
  return (
    <div className={styles.tab}>
      <div className={styles.line}>
        <NativeSelect
          aria-label={t('weights.parameter')}
          value={shown.name}
          onChange={(event) => choose(event.currentTarget.value)}
          data={parameters.map((one) => ({ value: one.name, label: `${one.name} · ${one.shape.join(' × ')}` }))}
        />
        <MapLegend page={page} scale="weights" />
      </div>
      {!shown.learned && <p className={styles.help}>{t('weights.running')}</p>}
      <div className={styles.line}>
        <Switch label={t('weights.paint')} checked={paints} onChange={(event) => setPaints(event.currentTarget.checked)} />
        {paints && (
          <label className={styles.brush}>
            {t('weights.brush', { value: amount(brush * page.limit) })}
            <input type="range" min={-1} max={1} step={0.05} value={brush} onChange={(event) => setBrush(Number(event.currentTarget.value))} />
          </label>
        )}
        <span className={styles.buttons}>
          <Button size="compact-sm" disabled={changes.past.length === 0} onClick={changes.undo}>
            {t('weights.undo')}
          </Button>
          <Button size="compact-sm" disabled={changes.future.length === 0} onClick={changes.redo}>
            {t('weights.redo')}
          </Button>
          <Button size="compact-sm" disabled={changes.now.length === 0} onClick={changes.reset}>
            {t('weights.reset')}
          </Button>
        </span>
      </div>
      <MapPicture
        page={page}
        scale="weights"
        label={t('weights.of', { parameter: shown.full_name })}
        name={(at) => `${shown.name}${written(place(at))}`}
        spot={spot}
        onSpot={onSpot}
        onPaint={paints ? paint : undefined}
      />
      {index && (
        <WeightField
          key={index.join()}
          name={`${shown.full_name}${written(index)}`}
          value={changed?.value ?? about ?? 0}
          exact={changed !== undefined}
          change={(value, goesOn) => changes.change({ parameter: shown.full_name, index, value }, goesOn)}
        />
      )}
      <p className={styles.help} role="status">
        {changes.now.length === 0 ? t('weights.help') : t('weights.changed', { count: changes.now.length, number: number(changes.now.length) })}
      </p>
      <Pager page={page} go={go} />
      <div className={styles.pair}>
        <Histogram of={shown.values} label={t('weights.histogram', { name: shown.name })} />
        {shown.gradients && <Histogram of={shown.gradients} label={t('weights.gradient', { name: shown.name })} />}
      </div>
    </div>
  );
}
