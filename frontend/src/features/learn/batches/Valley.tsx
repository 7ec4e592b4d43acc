import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number, significant } from '@/shared/format';
import { Choice, Panel } from '@/shared/ui';
import { LabRow, LossMap, LossReading, type Place, shared, Troubles, useLab, useLandscape, useTrack, useWeights } from '../shared';
import { compared, ringOf, settled, stepsOf, type Tried } from './conditions';
import { FIRST, OPTIMIZERS, RATES, type Settings, SIDE, valleyRecipe } from './recipes';

const PACE = 15; // steps a second

interface Props {
  step: string;
  complete: () => void;
}

/** A valley that is steep across and flat along, walked with the optimizer and the rate that one chooses. */
export function Valley({ step, complete }: Props) {
  const { t } = useTranslation('lesson-batches');
  const [settings, setSettings] = useState(FIRST);
  const [tried, setTried] = useState<readonly Tried[]>([]);
  const recipe = useMemo(() => valleyRecipe(settings), [settings]);
  const lab = useLab(recipe, { pace: PACE });
  const { player, told, out } = lab;
  const { w, set } = useWeights(player);
  const track = useTrack(player.screen);
  const landscape = useLandscape(lab, 'valley', SIDE);
  const ring = landscape && ringOf(landscape);
  const ball: Place | null = w && { x: w[0] ?? 0, y: w[1] ?? 0 };

  // the path of these very settings: for a moment after a change there is still the old one
  const own = out !== null && track.at(-1)?.step === out.step;
  const now = { rate: settings.rate, steps: own && settings.optimizer === 'sgd' ? stepsOf(track) : 0 };
  const arrived = own && ring !== null && settings.optimizer === step && settled(track, ring);
  const done = step === 'valley' ? compared([...tried, now]) : arrived;
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const choose = (some: Partial<Settings>) => {
    setTried((before) => [...before, now]);
    setSettings({ ...settings, ...some, seed: settings.seed + 1 });
  };
  const move = ({ x, y }: Place) => {
    if (told.playing) player.pause();
    void set('W', 0, x);
    void set('W', 1, y);
  };
  const loss = told.out?.measured?.training.loss ?? null;
  return (
    <div className={shared.column}>
      <LabRow lab={lab}>
        <Choice label={t('valley.optimizer')} value={settings.optimizer} choices={OPTIMIZERS} text={(name) => t(`valley.optimizers.${name}`)} onChange={(optimizer) => choose({ optimizer })} />
        <Choice label={t('valley.rate')} value={settings.rate} choices={RATES} text={(rate) => significant(rate)} onChange={(rate) => choose({ rate })} />
      </LabRow>
      <Troubles lab={lab} />
      <div className={shared.board}>
        <Panel label={t('map.title')}>
          <LossMap
            label={ball ? t('map.at', { x: number(ball.x, 2), y: number(ball.y, 2), loss: significant(loss) }) : t('map.title')}
            landscape={landscape}
            ball={ball}
            paths={[{ places: track }]}
            ring={ring}
            onMove={move}
          />
          <p className={shared.note}>{t('map.ring')}</p>
        </Panel>
        <Panel label={t('valley.title')}>
          <LossReading told={told} right={false} />
          <p className={shared.note}>{t('valley.about')}</p>
        </Panel>
      </div>
    </div>
  );
}
