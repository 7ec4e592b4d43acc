import { Switch } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number, percent } from '@/shared/format';
import { AnswerPlane, usePlayer } from '@/shared/lab';
import { amount } from '@/shared/maps/amount';
import { Choice, Panel, Slider, Waiting } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { LabRow, shared, Troubles } from '../shared';
import styles from './Deep.module.css';
import { behind, explodes, fades, FIRST, LAYERS, recipeOf, rescued, type Settings, SPREADS, stays } from './network';
import { Strengths } from './Strengths';

const NONE: readonly string[] = [];
const FLOW = { flow: true };
const BEGINNINGS = ['spread', 'he'] as const;

/** Eight hidden layers, whose signal and gradient are measured whenever the weights are others. */
export function Fragment({ step, complete }: FragmentProps) {
  const { t } = useTranslation('lesson-deep');
  const [settings, setSettings] = useState(FIRST);
  const [chosen, setChosen] = useState<{ step: string; layer: number } | null>(null);
  const recipe = useMemo(() => recipeOf(settings), [settings]);
  const { player, told } = usePlayer(recipe, NONE, 'softmax', FLOW);
  const looked = chosen?.step === step ? chosen.layer : null;
  const { out } = told;
  // what the Lab says of the settings as they are now
  const current = told.recipe === recipe ? out : null;
  const done = current !== null && isDone[step]?.({ settings, rows: behind(current.flow), looked, step: current.step, accuracy: current.measured?.test.accuracy });

  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const lab = { player, told, out: current };
  if (!out) return told.error ? <Troubles lab={lab} /> : <Waiting />;
  const set = (some: Partial<Settings>) => {
    player.pause();
    setSettings((before) => ({ ...before, ...some, seed: before.seed + 1 }));
  };
  const { training, test } = out.measured ?? {};
  return (
    <div className={shared.board}>
      <Strengths rows={behind(out.flow)} chosen={looked} choose={(layer) => setChosen({ step, layer })} />
      <Panel label={t('network')}>
        {(step === 'he' || step === 'norm' || settings.he) && (
          <Choice label={t('beginning')} value={settings.he ? 'he' : 'spread'} choices={BEGINNINGS} text={(one) => t(`beginnings.${one}`)} onChange={(one) => set({ he: one === 'he' })} />
        )}
        {!settings.he && <Slider label={t('spread')} value={settings.spread} text={number(settings.spread, 2)} {...SPREADS} onChange={(spread) => set({ spread })} />}
        {step === 'norm' && (
          <>
            <Switch label={t('norm')} checked={settings.norm} onChange={(event) => set({ norm: event.currentTarget.checked })} />
            <LabRow lab={lab} />
          </>
        )}
        <Troubles lab={lab} />
        <dl className={shared.numbers}>
          <div>
            <dt>{t('loss')}</dt>
            <dd>{training ? (training.loss === null ? '∞' : amount(training.loss, 3)) : '–'}</dd>
          </div>
          <div>
            <dt>{t('right')}</dt>
            <dd>{percent(test?.accuracy)}</dd>
          </div>
        </dl>
        {step === 'norm' && (
          <div className={styles.plane}>
            <AnswerPlane screen={player.screen} points={told.points} label={t('plane')} />
          </div>
        )}
      </Panel>
    </div>
  );
}

interface Reached {
  settings: Settings;
  rows: ReturnType<typeof behind>;
  looked: number | null;
  step: number;
  accuracy: number | undefined;
}

/** Whether the task of each step is done. */
const isDone: Record<string, (reached: Reached) => boolean> = {
  fade: ({ rows, looked }) => looked === LAYERS - 1 && fades(rows),
  explode: ({ settings, rows }) => !settings.he && explodes(rows),
  he: ({ settings, rows }) => settings.he && stays(rows),
  norm: ({ settings, accuracy, step }) => rescued(settings, accuracy, step),
};
