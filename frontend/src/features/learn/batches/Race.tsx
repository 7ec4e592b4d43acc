import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { number, significant } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { type Followed, LossMap, type Place, shared, Troubles, useLab, useLandscape, useTrack } from '../shared';
import { NEURON } from '../shared/neuronRecipe';
import type { Stop } from '../shared/useTrack';
import styles from './Batches.module.css';
import { raced, stepsOf } from './conditions';
import { bowlRecipe, SIDE, type Size, SIZES } from './recipes';

const SEEN = 120; // examples a second, for each of them
const [ALL, TEN, ONE] = SIZES;
const RECIPES: Readonly<Record<Size, ReturnType<typeof bowlRecipe>>> = { 60: bowlRecipe(ALL), 10: bowlRecipe(TEN), 1: bowlRecipe(ONE) };
const LOOKS = {
  60: { colour: '--chalk' },
  10: { colour: '--class-4', dash: '7 4' },
  1: { colour: '--negative', dash: '2 3' },
} as const;

interface Run {
  size: Size;
  lab: Followed;
  track: readonly Stop[];
}

function useRun(size: Size): Run {
  const lab = useLab(RECIPES[size], { pace: SEEN / size });
  return { size, lab, track: useTrack(lab.player.screen) };
}

/** Three networks that differ in nothing but the size of their batches go downhill side by side. */
export function Race({ complete }: { complete: () => void }) {
  const { t } = useTranslation(['lesson-batches', 'learn']);
  const [all, ten, one] = [useRun(ALL), useRun(TEN), useRun(ONE)];
  const runs = [all, ten, one];
  const landscape = useLandscape(all.lab, 'bowl', SIDE);
  const done = raced(runs, ALL);
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const playing = runs.some(({ lab }) => lab.told.playing);
  const each = (work: (player: Followed['player']) => void) => runs.forEach(({ lab }) => work(lab.player));
  const move = ({ x, y }: Place) =>
    each((player) => {
      if (playing) player.pause();
      void player.setWeight({ node: NEURON, parameter: 'W', index: [0, 0], value: x });
      void player.setWeight({ node: NEURON, parameter: 'W', index: [1, 0], value: y });
    });
  const failed = runs.find(({ lab }) => lab.told.error);
  return (
    <div className={shared.column}>
      <div className={shared.row}>
        <Button variant="filled" className={shared.train} onClick={() => each((player) => (playing ? player.pause() : player.play()))}>
          {t(playing ? 'learn:lab.pause' : 'learn:lab.train')}
        </Button>
        <Button onClick={() => each((player) => player.reset())}>{t('learn:lab.reset')}</Button>
      </div>
      {failed && <Troubles lab={failed.lab} />}
      <div className={shared.board}>
        <Panel label={t('map.title')}>
          <LossMap
            label={t('map.race')}
            landscape={landscape}
            ball={one.track.at(-1) ?? null}
            paths={runs.map(({ size, track }) => ({ places: track, ...LOOKS[size] }))}
            onMove={move}
          />
          <p className={shared.note}>{t('map.key')}</p>
        </Panel>
        <Panel label={t('race.title')}>
          <table className={styles.race}>
            <thead>
              <tr>
                <th scope="col">{t('race.size')}</th>
                <th scope="col">{t('race.steps')}</th>
                <th scope="col">{t('race.loss')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(({ size, lab, track }) => (
                <tr key={size}>
                  <th scope="row">
                    <Line size={size} />
                    {size === ALL ? t('race.all', { all: number(ALL) }) : number(size)}
                  </th>
                  <td>{number(stepsOf(track))}</td>
                  <td>{significant(lab.told.out?.measured?.training.loss)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={shared.note}>{t('race.about', { seen: number(SEEN) })}</p>
        </Panel>
      </div>
    </div>
  );
}

/** How its path is drawn. */
function Line({ size }: { size: Size }) {
  const { colour, dash } = { dash: undefined, ...LOOKS[size] };
  return (
    <svg viewBox="0 0 32 14" width="32" height="14" aria-hidden="true" className={styles.line}>
      <rect width="32" height="14" rx="3" />
      <path d="M4 7h24" style={{ stroke: `var(${colour})` }} strokeDasharray={dash} />
    </svg>
  );
}
