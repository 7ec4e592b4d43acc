import '@/locales/playground';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePlayer } from '@/shared/lab';
import { PageActions, usePageTitle } from '@/shared/page';
import { ErrorText, ProblemText } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { Controls } from './Controls';
import { DataPanel } from './DataPanel';
import { Learning } from './Learning';
import { Network } from './Network';
import type { Neuron } from './network';
import { Output } from './Output';
import styles from './Playground.module.css';
import { Readings } from './Readings';
import { ANSWER, neuronsOf, presetOf, PRESETS, recipeOf, type Settings, usePlayground } from './settings';
import { useKeys } from './useKeys';
import { WeightPanel } from './WeightPanel';

/** Points in a plane, a small network, and what it thinks of every place while it learns. */
export function PlaygroundView() {
  const { t } = useTranslation('playground');
  usePageTitle(t('title'));
  const navigate = useNavigate();
  const { settings, set } = usePlayground();
  const recipe = useMemo(() => recipeOf(settings), [settings]);
  const hidden = useMemo(() => settings.hidden.map((_, layer) => neuronsOf(settings, layer)), [settings]);
  const { player, told } = usePlayer(recipe, hidden, ANSWER);
  const [chosen, setChosen] = useState<Neuron | null>(null);
  const [pace, setPace] = useState(60);
  const preset = presetOf(settings);

  const play = () => (told.playing ? player.pause() : player.play());
  const step = () => player.step();
  const reset = () => player.reset();
  useKeys({ play, step, reset });
  const begin = (some: Settings) => {
    player.pause();
    setChosen(null);
    set({ ...some, seed: settings.seed + 1 }); // another seed: nothing is taken along from the network before
  };
  const open = () => {
    const name = preset ? t(`presets.${preset}`) : t('title');
    useWorkbench.getState().openDocument({ id: null, revision: 0, name, recipe: recipeOf(settings), positions: {} });
    void navigate('/');
  };

  return (
    <div className={styles.page}>
      <PageActions>
        <Button onClick={open}>{t('open')}</Button>
      </PageActions>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.about}>{t('about')}</p>
        <ul className={styles.presets} aria-label={t('presets.title')}>
          {Object.entries(PRESETS).map(([name, some]) => (
            <li key={name}>
              <Button aria-pressed={preset === name} className={styles.preset} onClick={() => begin(some)}>
                {t(`presets.${name}`)}
              </Button>
            </li>
          ))}
        </ul>
      </header>
      <Controls
        told={told}
        pace={pace}
        onPace={(steps) => {
          player.setPace(steps);
          setPace(steps);
        }}
        onPlay={play}
        onStep={step}
        onReset={reset}
        onNewWeights={() => set({ seed: settings.seed + 1 })}
      />
      {told.error ? <ErrorText error={told.error} retry={() => player.tryAgain()} /> : null}
      {told.out?.problem && (
        <p role="alert" className={styles.trouble}>
          <ProblemText problem={told.out.problem} />
        </p>
      )}
      <div className={styles.board}>
        <div className={styles.left}>
          <DataPanel settings={settings} onChange={set} />
          <Learning settings={settings} onChange={set} />
        </div>
        <div className={styles.middle}>
          <Network settings={settings} screen={player.screen} chosen={chosen} choose={setChosen} onChange={set} />
          <WeightPanel settings={settings} player={player} chosen={chosen} />
        </div>
        <div className={styles.right}>
          <Output screen={player.screen} out={told.out} points={told.points} />
          <Readings told={told} />
        </div>
      </div>
    </div>
  );
}
