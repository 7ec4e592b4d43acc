import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bendOfActivation } from '@/api';
import { number } from '@/shared/format';
import { Choice, ErrorText, Panel, Slider, Waiting } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { shared } from '../shared';
import styles from './Activations.module.css';
import { BEGINS, isDone, type Name, NAMES, type Seen, WANTED_SLOPE, widened } from './conditions';
import { Curve } from './Curve';

const BEGIN = 0.7; // of the way from left to right
const USUAL_SLOPE = 0.1;

/** An activation's curve and slope, computed by the engine, with a point that is moved along it. */
export function Bending({ step, complete }: Pick<FragmentProps, 'step' | 'complete'>) {
  const { t } = useTranslation('lesson-activations');
  const [chosen, setChosen] = useState<{ step: string; name: Name } | null>(null);
  const [leak, setLeak] = useState(USUAL_SLOPE);
  const [at, setAt] = useState<number | null>(null);
  const [seen, setSeen] = useState<(Seen & { step: string }) | null>(null);
  const name = chosen?.step === step ? chosen.name : (BEGINS[step] ?? 'identity');
  const activation = name === 'leaky_relu' ? { layer: name, slope: leak } : { layer: name };
  const { data: bend, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['bend', activation],
    queryFn: () => bendOfActivation({ body: { activation } }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });

  const move = (to: number) => {
    const x = bend?.x[to];
    if (!bend || x === undefined) return;
    setAt(to);
    const farther = widened(seen?.step === step ? seen : null, name, x);
    setSeen({ ...farther, step });
    const isOfBefore = isPlaceholderData; // the place counts, what the other curve answers there does not
    if (!isOfBefore && isDone(step, name, bend, to, farther)) complete();
  };
  const changeLeak = (to: number) => {
    setLeak(to);
    if (step === 'leaky' && Math.abs(to - WANTED_SLOPE) < 0.001) complete();
  };

  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!bend) return <Waiting />;
  const place = at ?? Math.round(BEGIN * (bend.x.length - 1));
  return (
    <Panel label={t('curve.title')} className={styles.panel}>
      <div className={styles.choices}>
        <Choice label={t('activation')} value={name} choices={NAMES} text={(one) => t(`names.${one}`)} onChange={(one) => setChosen({ step, name: one })} />
        {name === 'leaky_relu' && <Slider label={t('leak')} value={leak} text={number(leak, 2)} min={0} max={0.9} step={0.05} onChange={changeLeak} />}
      </div>
      <Curve bend={bend} at={place} onMove={move} name={t(`names.${name}`)} />
      <dl className={shared.numbers}>
        {(['sum', 'answer', 'slope'] as const).map((what) => (
          <div key={what}>
            <dt>{t(`curve.${what}`)}</dt>
            <dd>{number({ sum: bend.x, answer: bend.y, slope: bend.slope }[what][place], 3)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
