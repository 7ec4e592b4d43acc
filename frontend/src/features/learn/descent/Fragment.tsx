import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number, significant } from '@/shared/format';
import { Choice, Panel } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { LabRow, LossMap, LossReading, type Place, shared, Troubles, useLab, useLandscape, useTrack, useWeights } from '../shared';
import { LastStep } from './LastStep';
import { isDone, type Rate, RATES, recipeOf, ringOf, USUAL } from './walking';

const SIDE = { low: -2, high: 2 };
const PACE = 6; // steps a second: each is to be seen

/** A network of two weights on the map of its loss: the ball is dragged, or rolls down by gradient descent. */
export function Fragment({ step, complete }: FragmentProps) {
  const { t } = useTranslation('lesson-descent');
  const [rate, setRate] = useState<Rate>(USUAL);
  const recipe = useMemo(() => recipeOf(step, rate), [step, rate]);
  const lab = useLab(recipe, { pace: PACE });
  const { player, told, out } = lab;
  const { w, set } = useWeights(player);
  const track = useTrack(player.screen);
  const landscape = useLandscape(lab, 'blobs', SIDE);
  const [put, setPut] = useState<string | null>(null); // the step in which the ball was put somewhere by hand
  const ball: Place | null = w && { x: w[0] ?? 0, y: w[1] ?? 0 };
  const ring = landscape && ringOf(landscape);
  const last = track.at(-1);
  const current = out !== null && last?.step === out.step && last.x === ball?.x && last.y === ball.y;
  const done = current && ring !== null && isDone(step, { track, ring, put: put === step });
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const move = ({ x, y }: Place) => {
    if (told.playing) player.pause();
    setPut(step);
    void set('W', 0, x);
    void set('W', 1, y);
  };
  const loss = told.out?.measured?.training.loss ?? null;
  return (
    <div className={shared.column}>
      {step !== 'place' && (
        <LabRow lab={lab}>
          <Choice label={t('rate')} value={rate} choices={RATES} text={(value) => significant(value)} onChange={setRate} />
        </LabRow>
      )}
      <Troubles lab={lab} />
      <div className={shared.board}>
        <Panel label={t('map.title')}>
          <LossMap
            label={landscape && ball ? t('map.at', { x: number(ball.x, 2), y: number(ball.y, 2), loss: significant(loss) }) : t('map.title')}
            landscape={landscape}
            ball={ball}
            paths={step === 'place' ? [] : [{ places: track }]}
            ring={ring}
            onMove={move}
          />
          <p className={shared.note}>{t('map.key')}</p>
        </Panel>
        <Panel label={t('walk.title')}>
          <LossReading told={told} right={false} />
          {step !== 'place' && <LastStep track={track} />}
        </Panel>
      </div>
    </div>
  );
}
