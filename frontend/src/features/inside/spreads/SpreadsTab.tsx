import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getSpreads, type SpreadsOut } from '@/api';
import { number } from '@/shared/format';
import { useStreamMessage } from '@/shared/stream';
import { ErrorText, Slider, Waiting } from '@/shared/ui';
import inside from '../Inside.module.css';
import { SpreadFigure } from './SpreadFigure';
import styles from './Spreads.module.css';
import { UnitsFigure } from './UnitsFigure';

const LIVE_PAUSE = 1_000; // milliseconds between two looks at a run that goes on

/** How a node's weights and gradients were spread from the first step to the last, also while the run goes on. */
export function SpreadsTab({ run, node }: { run: string; node: string }) {
  const [chosen, setChosen] = useState<number | null>(null); // null: the newest, also when there comes another one
  const { data, error, refetch } = useQuery({
    queryKey: ['inside-spreads', run, node],
    queryFn: ({ signal }) => getSpreads({ path: { id: run }, query: { node }, signal }),
    placeholderData: (before) => before,
    retry: false,
  });
  const looked = useRef(0);
  useStreamMessage('live', ({ run: learning }) => {
    if (learning !== run || Date.now() - looked.current < LIVE_PAUSE) return;
    looked.current = Date.now();
    void refetch();
  });
  useStreamMessage('run', ({ run: { id, state } }) => {
    if (id === run && state !== 'running') void refetch();
  });
  useStreamMessage('deleted', ({ run: gone }) => {
    if (gone === run) void refetch();
  });
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <div className={inside.tab} aria-busy={data.node !== node}>
      <Moments spreads={data} chosen={chosen} choose={(at) => setChosen(at >= data.steps.length - 1 ? null : (data.steps[at] ?? null))} />
    </div>
  );
}

function Moments({ spreads: { node, steps, parameters, units }, chosen, choose }: { spreads: SpreadsOut; chosen: number | null; choose: (at: number) => void }) {
  const { t } = useTranslation('inside-time');
  if (steps.length === 0) return <p className={inside.help}>{t('spreads.nothing')}</p>;
  if (parameters.length === 0 && !units) return <p className={inside.help}>{t('spreads.none', { node })}</p>;
  const found = chosen === null ? -1 : steps.findIndex((step) => step >= chosen);
  const at = found === -1 ? steps.length - 1 : found;
  const shared = { steps, at, choose };
  return (
    <>
      <Slider label={t('spreads.moment')} value={at} min={0} max={steps.length - 1} step={1} text={t('spreads.step', { step: number(steps[at]), last: number(steps.at(-1)) })} onChange={choose} />
      {units && <UnitsFigure units={units} {...shared} />}
      {parameters.length > 0 && (
        <div className={inside.line}>
          <span>{t('spreads.colours')}</span>
          <Legend />
        </div>
      )}
      {parameters.map(({ name, size, values, gradients }) => (
        <div key={name} className={styles.pair}>
          <SpreadFigure {...shared} label={t('spreads.weights', { name })} of={values} size={size} scale="weights" />
          <SpreadFigure {...shared} label={t('spreads.gradients', { name })} of={gradients} size={size} scale="activations" />
        </div>
      ))}
      <p className={inside.help}>{t('spreads.help')}</p>
    </>
  );
}

function Legend() {
  const { t } = useTranslation('inside-time');
  return (
    <span className={styles.legend} aria-hidden="true">
      {t('spreads.few')} <i className={styles.ofWeights} /> <i className={styles.ofGradients} /> {t('spreads.many')}
    </span>
  );
}
