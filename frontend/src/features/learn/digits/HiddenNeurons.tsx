import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { significant } from '@/shared/format';
import { Panel, PixelImage } from '@/shared/ui';
import styles from './Digits.module.css';
import { CLASSES, type Look, SIDE, speaksFor, UNITS, weightsOf } from './network';

interface Props {
  look: Look;
  /** Whether the weights are more than the random numbers of the beginning. */
  trained: boolean;
  /** A neuron of a trained network was chosen. */
  onChosen: () => void;
}

const NEURONS = Array.from({ length: UNITS }, (_, neuron) => neuron);

/** The hidden neurons to choose from, and the weights of the chosen one as a picture. */
export function HiddenNeurons({ look, trained, onChosen }: Props) {
  const { t } = useTranslation('lesson-digits');
  const [chosen, setChosen] = useState<number | null>(null);
  const choose = (neuron: number) => {
    setChosen(neuron);
    if (trained) onChosen();
  };
  return (
    <Panel label={t('neurons.title')}>
      <div className={styles.neurons}>
        {NEURONS.map((neuron) => (
          <button key={neuron} type="button" className={styles.neuron} aria-pressed={neuron === chosen} aria-label={t('neurons.one', { number: neuron + 1 })} onClick={() => choose(neuron)}>
            {neuron + 1}
          </button>
        ))}
      </div>
      <p className={styles.note}>{t(trained ? 'neurons.about' : 'neurons.random')}</p>
      <div className={styles.chosen}>
        {chosen !== null && (
          <>
            <PixelImage
              values={weightsOf(look, chosen)}
              width={SIDE}
              height={SIDE}
              scale="weights"
              label={t('neurons.weights', { number: chosen + 1 })}
              className={styles.weights}
            />
            <dl className={styles.speaks}>
              {speaksFor(look, chosen).map((weight, answer) => (
                <div key={answer}>
                  <dt>{t('neurons.to', { digit: CLASSES[answer] })}</dt>
                  <dd>{significant(weight, 2)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </Panel>
  );
}
