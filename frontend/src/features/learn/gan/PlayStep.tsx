import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { templatesOptions } from '@/api/@tanstack/react-query.gen';
import { number, percent } from '@/shared/format';
import { usePlayer } from '@/shared/lab';
import { PlaneKey } from '@/shared/plane/PlaneKey';
import type { Recipe } from '@/shared/recipe';
import { ErrorText, Panel, ValueBar, Waiting } from '@/shared/ui';
import { LabRow, shared, Troubles } from '../shared';
import styles from './Gan.module.css';
import { Opinion } from './Opinion';

const TEMPLATE = 'gan-2d';
const SCORE = 'score';
const PACE = 300;
const MORE = { made: true, measured: false, weights: false };
const HIDDEN: readonly string[] = [];

/** A generator of points learns before one's eyes. */
export function PlayStep({ complete }: { complete: () => void }) {
  const { data, error, refetch } = useQuery({ ...templatesOptions(), staleTime: Infinity });
  const recipe = useMemo(() => data?.find(({ name }) => name === TEMPLATE)?.recipe as unknown as Recipe | undefined, [data]);
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  return recipe ? <Play recipe={recipe} complete={complete} /> : <Waiting />;
}

function Play({ recipe, complete }: { recipe: Recipe; complete: () => void }) {
  const { t } = useTranslation('lesson-gan');
  const { player, told } = usePlayer(recipe, HIDDEN, SCORE, MORE);
  useEffect(() => player.setPace(PACE), [player]);
  const lab = { player, told, out: told.out };
  const { made, class_names: names = [], progress } = told.out ?? {};
  const [seen, clouds] = [made?.classes_seen ?? 0, names.length];
  const all = clouds > 0 && seen === clouds;
  useEffect(() => {
    if (all) complete();
  }, [all, complete]);
  const found = t('play.found', { seen: number(seen), clouds: number(clouds) });
  return (
    <div className={shared.board}>
      <Panel label={t('play.title')}>
        <LabRow lab={lab} />
        <Troubles lab={lab} />
        <Opinion screen={player.screen} points={told.points} label={t('play.plane', { found })} />
        <PlaneKey />
        <p className={shared.note}>{t('play.colours')}</p>
      </Panel>
      <Panel label={t('play.how')}>
        <p role="status" className={styles.found}>
          {found}
        </p>
        <ValueBar value={clouds > 0 ? seen / clouds : 0} colour="var(--generator)" />
        <dl className={shared.numbers}>
          <div>
            <dt>{t('play.fake')}</dt>
            <dd>{percent(progress?.fake_found, 0)}</dd>
          </div>
          <div>
            <dt>{t('play.real')}</dt>
            <dd>{percent(progress?.real_found, 0)}</dd>
          </div>
        </dl>
        <p className={shared.note}>{t('play.guess')}</p>
      </Panel>
    </div>
  );
}
