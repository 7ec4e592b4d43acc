import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { AnswerPlane, paintUnit, type Screen, usePainting } from '@/shared/lab';
import type { Recipe } from '@/shared/recipe';
import { Choice, Panel } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { LabRow, LossReading, neuronRecipe, shared, Troubles, useLab } from '../shared';
import styles from './Activations.module.css';
import { type Name, NAMES } from './conditions';

const BENT = 'bend';
const HIDDEN = [BENT];
const ENOUGH = 200; // steps, before it is said how well it did
const COMPARED: readonly Name[] = ['identity', 'relu'];

/** Weights to begin with, for each its own: not with every beginning two neurons find the way. */
const SEEDS: Readonly<Record<Name, number>> = { identity: 10, step: 11, sigmoid: 14, relu: 19, leaky_relu: 18 };

/** Two neurons with an activation, read by a third one, on XOR; each activation with weights of its own. */
const RECIPES = Object.fromEntries(
  NAMES.map((name) => [
    name,
    neuronRecipe({
      dataset: { dataset: 'xor', count: 200 },
      before: [{ name: 'pair', layer: 'dense', units: 2 }, { name: BENT, layer: name }],
      optimizer: { optimizer: 'adam', lr: 0.05 },
      batchSize: 20,
      seed: SEEDS[name],
    }),
  ]),
) as Record<Name, Recipe>;

/** What a bend between the neurons makes possible: what each activation reached stays beside it. */
export function Together({ complete }: Pick<FragmentProps, 'complete'>) {
  const { t } = useTranslation('lesson-activations');
  const [name, setName] = useState<Name>('identity');
  const [reached, setReached] = useState<Partial<Record<Name, number>>>({});
  const lab = useLab(RECIPES[name], { hidden: HIDDEN });
  const { player, told, out } = lab;
  const right = out?.measured?.training.accuracy ?? 0;
  if (out && out.step >= ENOUGH && (reached[name] ?? -1) < right) setReached({ ...reached, [name]: right });
  const done = COMPARED.every((one) => one in reached);
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  return (
    <div className={shared.column}>
      <LabRow lab={lab}>
        <Choice label={t('activation')} value={name} choices={NAMES} text={(one) => t(`names.${one}`)} onChange={setName} />
      </LabRow>
      <Troubles lab={lab} />
      <div className={shared.board}>
        <Panel label={t('together.answer')}>
          <AnswerPlane screen={player.screen} points={told.points} label={t('together.picture')} answer="answer" />
        </Panel>
        <Panel label={t('together.neurons')}>
          <div className={styles.pair}>
            {[0, 1].map((unit) => (
              <Unit key={unit} screen={player.screen} unit={unit} label={t('together.neuron', { number: unit + 1 })} />
            ))}
          </div>
          <LossReading told={told} />
          <ul className={styles.reached}>
            {COMPARED.map((one) => (
              <li key={one}>
                {t(`names.${one}`)}: {one in reached ? t('together.reached', { share: percent(reached[one], 0) }) : t('together.wanted', { steps: ENOUGH })}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  );
}

function Unit({ screen, unit, label }: { screen: Screen; unit: number; label: string }) {
  const place = usePainting(screen, (canvas) => paintUnit(canvas, screen.maps.get(BENT), unit), label);
  return <canvas ref={place} role="img" aria-label={label} />;
}
