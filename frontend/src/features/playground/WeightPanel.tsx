import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import type { Player } from '@/shared/lab';
import { Panel, Slider } from '@/shared/ui';
import { inputsOf, layersOf, type Neuron, weightsOf } from './network';
import styles from './Playground.module.css';
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

interface Held {
  key: string;
  value: number;
}

function WeightSliders({ settings, player, neuron: { layer, unit }, units }: { settings: Settings; player: Player; neuron: Neuron; units: number }) {
  const { t } = useTranslation('playground');
  const names = useNames(settings);
  const node = weightsOf(settings, layer);
  const inputs = inputsOf(settings, layer);
  // shown until the network has it, so that the slider stays where it was put
  const [held, setHeld] = useState<Held | null>(null);
  const slider = (parameter: 'W' | 'b', index: number[], label: string, known: number | undefined) => {
    if (known === undefined) return null;
    const key = [node, parameter, ...index].join();
    const value = held?.key === key ? held.value : known;
    const reach = Math.max(RANGE, Math.ceil(Math.abs(value)));
    const put = (value: number) => {
      const mine = { key, value };
      setHeld(mine);
      void player.setWeight({ node, parameter, index, value }).then(() => setHeld((now) => (now === mine ? null : now)));
    };
    return <Slider key={key} label={label} value={value} text={significant(value)} min={-reach} max={reach} step={0.01} onChange={put} />;
  };
  return (
    <div className={styles.sliders}>
      {Array.from({ length: inputs }, (_, from) =>
        slider('W', [from, unit], names.source(layer, from), player.screen.weight(node, from, unit, inputs, units)),
      )}
      {slider('b', [unit], t('weights.bias'), player.screen.bias(node, unit))}
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
