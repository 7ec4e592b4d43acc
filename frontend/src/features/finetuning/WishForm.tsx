import { Checkbox, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { Choice } from '@/shared/ui';
import { EPOCHS, type Freeze, nameOf, RATES, type Wish } from './tuning';
import styles from './FineTuning.module.css';

const FREEZES: readonly Freeze[] = ['nothing', 'body', 'chosen'];

interface Props {
  wish: Wish;
  sets: readonly DatasetOut[];
  /** The layers that can be frozen. */
  layers: readonly string[];
  /** The classes are others, so there has to be a new head. */
  forced: boolean;
  change: (some: Partial<Wish>) => void;
}

/** The data, what is frozen, the head, how fast and how long. */
export function WishForm({ wish, sets, layers, forced, change }: Props) {
  const { t } = useTranslation('models');
  const chosen = (layer: string, on: boolean) => change({ layers: on ? [...wish.layers, layer] : wish.layers.filter((one) => one !== layer) });
  return (
    <div className={styles.form}>
      <Choice label={t('tune.data')} value={wish.dataset} choices={sets.map(({ name }) => name)} text={(name) => nameOf(sets.find((set) => set.name === name) ?? { name, label: name })} onChange={(dataset) => change({ dataset })} />
      <Choice label={t('tune.freeze')} value={wish.freeze} choices={FREEZES} text={(one) => t(`tune.freezes.${one}`)} onChange={(freeze) => change({ freeze })} />
      <Choice label={t('tune.rate')} value={wish.slower} choices={RATES} text={(one) => t(`tune.rates.${RATES.indexOf(one as (typeof RATES)[number])}`)} onChange={(slower) => change({ slower })} />
      <Choice label={t('tune.epochs')} value={wish.epochs ?? 0} choices={EPOCHS} text={(one) => (one === 0 ? t('tune.asRecipe') : String(one))} onChange={(epochs) => change({ epochs: epochs === 0 ? null : epochs })} />
      {wish.freeze === 'chosen' && (
        <fieldset className={styles.layers}>
          <legend>{t('tune.layers')}</legend>
          {layers.map((layer) => (
            <Checkbox key={layer} label={layer} checked={wish.layers.includes(layer)} onChange={(event) => chosen(layer, event.currentTarget.checked)} />
          ))}
        </fieldset>
      )}
      <Switch className={styles.wide} label={t('tune.newHead')} description={t(forced ? 'tune.headForced' : 'tune.headHelp')} checked={wish.newHead || forced} disabled={forced} onChange={(event) => change({ newHead: event.currentTarget.checked })} />
    </div>
  );
}
