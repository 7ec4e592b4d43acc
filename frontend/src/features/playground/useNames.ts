/** What features, neurons and the weights between them are called. */
import { useTranslation } from 'react-i18next';
import { chosenOf } from './network';
import type { Settings } from './settings';

export interface Names {
  layer: (layer: number) => string;
  neuron: (layer: number, unit: number) => string;
  /** Where the weights of a layer come from. */
  source: (layer: number, from: number) => string;
  wire: (layer: number, from: number, unit: number, value: string) => string;
}

export function useNames(settings: Settings): Names {
  const { t } = useTranslation('playground');
  const features = chosenOf(settings);
  const layer = (at: number) => (at === settings.hidden.length ? t('network.output') : t('network.layer', { number: at + 1 }));
  const neuron = (at: number, unit: number) =>
    at === settings.hidden.length ? t('class', { name: unit }) : t('network.neuron', { layer: at + 1, number: unit + 1 });
  const source = (at: number, from: number) => (at === 0 ? t(`features.${features[from] ?? 'x1'}`) : neuron(at - 1, from));
  return {
    layer,
    neuron,
    source,
    wire: (at, from, unit, value) => t('network.wire', { from: source(at, from), to: neuron(at, unit), value }),
  };
}
