import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { listDirectionsOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { BetweenStage } from './BetweenStage';
import { Controls } from './Controls';
import { Directions } from './Directions';
import { NumberStage } from './NumberStage';
import { PlaneStage } from './PlaneStage';
import { type Reach, sheetOf } from './sheet';
import { SheetFile } from './SheetFile';
import { SheetGrid } from './Sheet';
import { type Show, SHOWS } from './steering';
import styles from './Steer.module.css';
import { ThisPicture } from './ThisPicture';
import { useGenerated } from './useGenerated';
import { useSteeringKeys } from './useSteeringKeys';
import { useSteering, useSteeringAddress } from './useSteering';

interface Props {
  model: ModelOut;
  /** Where another generator is chosen. */
  choice: ReactNode;
  onModel: (id: string) => void;
}

/** One generator with all that steers it. */
export function Steer({ model, choice, onModel }: Props) {
  const { t } = useTranslation('generate');
  useSteeringAddress();
  const steering = useSteering();
  const narrow = useMediaQuery('(width <= 720px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const { data: directions } = useQuery({ ...listDirectionsOptions({ path: { id: model.id } }), staleTime: Infinity, retry: false });
  const reach = useReach(model, directions?.length ?? 0);
  const { show, label, seed, along, from, to, mix, text } = steering;
  const sheet = useMemo(
    () => sheetOf({ show, label, seed, along, from, to, mix, text }, reach, narrow),
    [show, label, seed, along, from, to, mix, text, reach, narrow],
  );
  const { made, error, again } = useGenerated(model.id, sheet);
  const [chosen, setChosen] = useState(0);
  useSteeringKeys(reach);

  const shows = SHOWS.filter((one) => !reach.points && (one !== 'number' || reach.conditional));
  const last = (made?.pictures.length ?? 1) - 1;
  const close = made?.sheet.large ? made.sheet.samples.length : Math.min(chosen, last);
  const shown = shows.includes(show) ? show : 'sheet';
  const controls = (
    <Panel label={t(`steer.about.${shown}.title`)} heading={narrow ? null : undefined} className={styles.card}>
      {!narrow && <p className={styles.about}>{t(reach.points ? 'steer.aboutPoints' : `steer.about.${shown}.text`)}</p>}
      <Controls steering={steering} reach={reach} />
    </Panel>
  );
  return (
    <div className={styles.steer}>
      <div className={styles.stage}>
        <div className={styles.bar}>
          {shows.length > 0 && (
            <SegmentedControl
              aria-label={t('steer.shows')}
              value={shown}
              onChange={(next) => steering.steer({ show: next as Show })}
              data={shows.map((one) => ({ value: one, label: t(`steer.show.${one}`) }))}
              className={styles.shows}
            />
          )}
          {choice}
        </div>
        {narrow && controls}
        {error ? <ErrorText error={error} retry={again} /> : null}
        <div className={styles.made} aria-busy={made === null}>
          {made === null ? (
            !error && <Waiting label={t('steer.waiting')} />
          ) : made.points ? (
            <PlaneStage made={made} />
          ) : show === 'number' && made.sheet.rows === null && reach.conditional ? (
            <NumberStage made={made} text={text} seed={seed} onSeed={(next) => steering.steer({ seed: next })} />
          ) : made.sheet.large ? (
            <BetweenStage made={made} mix={mix} classNames={model.class_names} onMix={(next) => steering.steer({ mix: next })} />
          ) : (
            <SheetGrid
              made={made}
              classNames={model.class_names}
              chosen={close}
              onChoose={setChosen}
              label={t('steer.sheet')}
            />
          )}
        </div>
        {made && !made.points && (
          <p className={styles.legend}>
            {made.realness && (
              <span>
                <span className={styles.realSign} aria-hidden="true" /> {t('steer.legendReal')}
              </span>
            )}
            {made.readings && reach.conditional && (show === 'sheet' || show === 'style') && (
              <span>
                <span className={styles.misreadSign} aria-hidden="true">
                  4?
                </span>{' '}
                {t('steer.legendMisread')}
              </span>
            )}
            <span className="num">{t('steer.took', { count: made.pictures.length, time: number(made.milliseconds) })}</span>
          </p>
        )}
        <SheetFile model={model} made={made} reach={reach} onModel={onModel} />
      </div>
      <aside className={styles.aside} aria-label={t('steer.controls')}>
        {!narrow && controls}
        {made && !made.points && show !== 'number' && (
          <div className={styles.card}>
            <ThisPicture
              made={made}
              place={close}
              classNames={model.class_names}
              onFrom={(picked) => steering.steer({ from: picked })}
              onTo={(picked) => steering.steer({ to: picked, show: 'between' })}
              onStyle={show === 'style' ? (next) => steering.steer({ along: next, show: 'sheet' }) : undefined}
            />
          </div>
        )}
        {(show !== 'style' || reach.points) && (
          <Panel label={t('steer.directions')} className={styles.card}>
            <Directions shares={directions?.map(({ share }) => share)} along={along} onChange={(next) => steering.steer({ along: next })} />
          </Panel>
        )}
      </aside>
    </div>
  );
}

function useReach(model: ModelOut, directions: number): Reach {
  const { conditional, class_names: classNames, output_shape: shape } = model;
  const names = classNames.join('\n');
  const points = shape.length === 1;
  return useMemo(
    () => ({ conditional, points, classNames: names ? names.split('\n') : [], directions }),
    [conditional, points, names, directions],
  );
}
