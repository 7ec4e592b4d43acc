import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { inputsOf, layersOf, type Neuron, weightsOf } from './network';
import type { Player } from './player';
import styles from './Playground.module.css';
import { Setting } from './Setting';
import type { Settings } from './settings';
import { useNames } from './useNames';

const RANGE = 5;
const WAIT = 100; // milliseconds between two readings of the weights

interface Props {
  settings: Settings;
  player: Player;
  chosen: Neuron | null;
}

/** The weights that lead to the chosen neuron, each with a slider. */
export function WeightPanel({ settings, player, chosen }: Props) {
  const { t } = useTranslation('playground');
  const names = useNames(settings);
  useReadings(player);
  const units = chosen ? layersOf(settings)[chosen.layer] : undefined;
  const there = chosen !== null && units !== undefined && chosen.unit < units;
  return (
    <Panel label={t('weights.title')} heading={there ? t('weights.into', { neuron: names.neuron(chosen.layer, chosen.unit) }) : t('weights.title')} className={styles.weights}>
      {there ? (
        <WeightSliders settings={settings} player={player} neuron={chosen} units={units} />
      ) : (
        <p className={styles.note}>{t('weights.hint')}</p>
      )}
    </Panel>
  );
}

function WeightSliders({ settings, player, neuron: { layer, unit }, units }: { settings: Settings; player: Player; neuron: Neuron; units: number }) {
  const { t } = useTranslation('playground');
  const names = useNames(settings);
  const node = weightsOf(settings, layer);
  const inputs = inputsOf(settings, layer);
  const slider = (key: string, label: string, value: number | undefined, put: (value: number) => void) => {
    if (value === undefined) return null;
    const reach = Math.max(RANGE, Math.ceil(Math.abs(value)));
    return <Setting key={key} label={label} value={value} text={significant(value)} min={-reach} max={reach} step={0.01} onChange={put} />;
  };
  return (
    <div className={styles.sliders}>
      {Array.from({ length: inputs }, (_, from) =>
        slider(`W${from}`, names.source(layer, from), player.screen.weight(node, from, unit, inputs, units), (value) =>
          player.setWeight({ node, parameter: 'W', index: [from, unit], value }),
        ),
      )}
      {slider('b', t('weights.bias'), player.screen.bias(node, unit), (value) => player.setWeight({ node, parameter: 'b', index: [unit], value }))}
    </div>
  );
}

/** Read the weights anew now and then: they change with every step. */
function useReadings(player: Player): void {
  const [, read] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = player.screen.watch(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        read((count) => count + 1);
      }, WAIT);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [player]);
}
