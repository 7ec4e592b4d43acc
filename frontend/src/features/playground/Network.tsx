import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import { paintClass, paintUnit, paintWires, type Screen, usePainting } from '@/shared/lab';
import { Panel } from '@/shared/ui';
import { LayerSliders } from './LayerSliders';
import { HEIGHT, inputsOf, type KnownWire, layersOf, nearest, type Neuron, spotOf, weightsOf, wiresOf } from './network';
import { paintFeature } from './paintFeature';
import styles from './Playground.module.css';
import { ANSWER, type Feature, FEATURES, neuronsOf, type Settings } from './settings';
import { type Names, useNames } from './useNames';

interface Props {
  settings: Settings;
  screen: Screen;
  chosen: Neuron | null;
  choose: (neuron: Neuron | null) => void;
  onChange: (some: Partial<Settings>) => void;
}

/** The network as a picture: each neuron shows what it answers over the plane, each line is a weight. */
export function Network({ settings, screen, chosen, choose, onChange }: Props) {
  const { t } = useTranslation('playground');
  const names = useNames(settings);
  const [pointed, setPointed] = useState<KnownWire | null>(null);
  const layers = layersOf(settings);
  const columns = layers.length + 1;
  const about = JSON.stringify([settings.hidden, settings.features, settings.activation, chosen]);
  const wires = usePainting(screen, (canvas) => paintWires(canvas, wiresOf(settings, screen, canvas.clientWidth, chosen)), about);
  const under = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return nearest(wiresOf(settings, screen, box.width, null), clientX - box.left, clientY - box.top);
  };
  return (
    <Panel label={t('network.title')} className={styles.network}>
      <LayerSliders settings={settings} onChange={onChange} />
      <div
        className={styles.picture}
        style={{ height: HEIGHT }}
        onPointerMove={(event) => setPointed(under(event))}
        onPointerLeave={() => setPointed(null)}
      >
        <canvas
          ref={wires}
          aria-hidden="true"
          className={styles.wires}
          onPointerUp={(event) => {
            const wire = under(event);
            if (wire) choose({ layer: wire.layer, unit: wire.unit });
          }}
        />
        <ul aria-label={t('network.features')} className={styles.column}>
          {FEATURES.map((feature, row) => (
            <FeatureButton key={feature} feature={feature} row={row} columns={columns} settings={settings} screen={screen} onFeatures={(features) => onChange({ features })} />
          ))}
        </ul>
        {layers.map((units, layer) => (
          <ul key={layer} aria-label={names.layer(layer)} className={styles.column}>
            {Array.from({ length: units }, (_, unit) => (
              <NeuronButton
                key={unit}
                neuron={{ layer, unit }}
                columns={columns}
                rows={units}
                settings={settings}
                screen={screen}
                names={names}
                chosen={chosen?.layer === layer && chosen.unit === unit}
                choose={choose}
              />
            ))}
          </ul>
        ))}
      </div>
      <p className={styles.pointed}>{pointed ? wireWords(pointed, settings, screen, names) : t('network.hint')}</p>
    </Panel>
  );
}

function wireWords({ layer, unit, from }: KnownWire, settings: Settings, screen: Screen, names: Names): string {
  const inputs = inputsOf(settings, layer);
  const value = screen.weight(weightsOf(settings, layer), from, unit, inputs, layersOf(settings)[layer] ?? 0);
  return names.wire(layer, from, unit, significant(value));
}

interface FeatureProps extends Pick<Props, 'settings' | 'screen'> {
  onFeatures: (features: Feature[]) => void;
  feature: Feature;
  row: number;
  columns: number;
}

function FeatureButton({ feature, row, columns, settings, screen, onFeatures }: FeatureProps) {
  const { t } = useTranslation('playground');
  const place = usePainting(screen, (canvas) => paintFeature(canvas, feature, screen.reach), feature);
  const used = settings.features.includes(feature);
  const last = used && settings.features.length === 1;
  const { left, top } = spotOf(0, columns, row, FEATURES.length);
  const toggle = () => {
    if (!last) onFeatures(FEATURES.filter((other) => (other === feature ? !used : settings.features.includes(other))));
  };
  return (
    <li style={{ left: `${100 * left}%`, top }} className={styles.spot}>
      <span className={styles.featureName} aria-hidden="true">
        {t(`features.${feature}`)}
      </span>
      <button
        type="button"
        aria-pressed={used}
        aria-disabled={last || undefined}
        aria-label={t(`features.${feature}`)}
        title={last ? t('features.last') : t('features.about')}
        className={styles.neuron}
        onClick={toggle}
      >
        <canvas ref={place} aria-hidden="true" />
      </button>
    </li>
  );
}

interface NeuronProps extends Pick<Props, 'settings' | 'screen' | 'choose'> {
  neuron: Neuron;
  columns: number;
  rows: number;
  names: Names;
  chosen: boolean;
}

function NeuronButton({ neuron, columns, rows, settings, screen, names, chosen, choose }: NeuronProps) {
  const { layer, unit } = neuron;
  const answers = layer === settings.hidden.length;
  const node = answers ? ANSWER : neuronsOf(settings, layer);
  const paint = (canvas: HTMLCanvasElement) => (answers ? paintClass : paintUnit)(canvas, screen.maps.get(node), unit);
  const place = usePainting(screen, paint, node);
  const { left, top } = spotOf(layer + 1, columns, unit, rows);
  return (
    <li style={{ left: `${100 * left}%`, top }} className={styles.spot}>
      <button type="button" aria-pressed={chosen} aria-label={names.neuron(layer, unit)} className={styles.neuron} onClick={() => choose(chosen ? null : neuron)}>
        <canvas ref={place} aria-hidden="true" />
      </button>
    </li>
  );
}
