import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { AnswerPlane } from '@/shared/lab';
import { Panel, Slider } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { LabRow, LossReading, shared, Troubles, useLab, useWeights, ZeroLine } from '../shared';
import { isDone, PACES, recipeOf } from './conditions';
import styles from './Logistic.module.css';

/** A neuron that learns: its border, its loss, and what it is given to look at. */
export function Fragment({ step, complete }: FragmentProps) {
  const { t } = useTranslation('lesson-logistic');
  const [noise, setNoise] = useState(0.4);
  const [product, setProduct] = useState(false);
  const recipe = useMemo(() => recipeOf(step, noise, product), [step, noise, product]);
  const lab = useLab(recipe, { pace: PACES[step] ?? 60 });
  const { player, told, out } = lab;
  const { w, b } = useWeights(player);
  const done = out !== null && isDone(step, out, noise, product);
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  return (
    <div className={shared.column}>
      <LabRow lab={lab} />
      <Troubles lab={lab} />
      <div className={shared.board}>
        <Panel label={t('plane.title')}>
          <div className={shared.plane}>
            <AnswerPlane screen={player.screen} points={told.points} label={t('plane.picture')} answer="answer" />
            {w?.length === 2 && <ZeroLine w={[w[0] ?? 0, w[1] ?? 0]} b={b} reach={player.screen.reach} />}
          </div>
          <p className={shared.note}>{t('plane.key')}</p>
          {step === 'noise' && <Slider label={t('noise')} value={noise} text={number(noise, 2)} min={0.2} max={0.8} step={0.05} onChange={setNoise} />}
          {step === 'feature' && (
            <label className={styles.feature}>
              <input type="checkbox" role="switch" checked={product} onChange={(event) => setProduct(event.currentTarget.checked)} />
              {t('feature')}
            </label>
          )}
        </Panel>
        <Panel label={t('learning')}>
          <LossReading told={told} />
          <dl className={shared.numbers}>
            {[...(w ?? []), ...(w ? [b] : [])].map((value, place, all) => (
              <div key={place}>
                <dt>{place === all.length - 1 ? 'b' : ['w₁', 'w₂', 'w₁₂'][place]}</dt>
                <dd>{number(value, 2)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
    </div>
  );
}
