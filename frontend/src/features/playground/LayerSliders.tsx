import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { Slider } from '@/shared/ui';
import styles from './Playground.module.css';
import { MOST_LAYERS, MOST_UNITS, type Settings } from './settings';

const NEW_LAYER = 4; // neurons

/** How many hidden layers there are, and how many neurons in each. */
export function LayerSliders({ settings: { hidden }, onChange }: { settings: Settings; onChange: (some: Partial<Settings>) => void }) {
  const { t } = useTranslation('playground');
  const resize = (count: number) => onChange({ hidden: Array.from({ length: count }, (_, layer) => hidden[layer] ?? NEW_LAYER) });
  return (
    <div className={styles.layers}>
      <Slider label={t('settings.layers')} value={hidden.length} text={number(hidden.length)} min={0} max={MOST_LAYERS} step={1} onChange={resize} />
      {hidden.map((units, layer) => (
        <Slider
          key={layer}
          label={t('settings.units', { layer: layer + 1 })}
          value={units}
          text={t('settings.neurons', { count: units })}
          min={1}
          max={MOST_UNITS}
          step={1}
          onChange={(count) => onChange({ hidden: hidden.map((other, place) => (place === layer ? count : other)) })}
        />
      ))}
    </div>
  );
}
