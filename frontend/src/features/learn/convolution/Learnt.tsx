import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookInside } from '@/api';
import { number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { MapLegend } from '@/shared/maps/MapPicture';
import { numbersOf } from '@/shared/maps/planes';
import { ErrorText, Panel, PixelImage, Waiting } from '@/shared/ui';
import { shared } from '../shared';
import { Picture } from '../shared/Picture';
import styles from './Convolution.module.css';
import { MODEL, NODE } from './kernel';
import { isEdgeFilter, sidesOf } from './sides';

/** The filters of a trained network with what they find: one that looks for edges is to be chosen. */
export function Learnt({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-convolution');
  const [chosen, setChosen] = useState<number | null>(null);
  const { data: look, error, refetch } = useQuery({
    queryKey: ['lesson-filters', MODEL, NODE],
    queryFn: ({ signal }) => lookInside({ path: { id: MODEL }, body: { node: NODE }, signal }),
    staleTime: Infinity,
  });
  const [weights, maps] = [look?.selected?.weights?.values, look?.selected?.maps];
  const filters = useMemo(() => (weights ? numbersOf(weights) : new Float32Array()), [weights]);
  const results = useMemo(() => (maps ? numbersOf(maps) : new Float32Array()), [maps]);
  if (!look?.picture || !weights || !maps) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  const [own, found] = [weights.width * weights.height, maps.width * maps.height];
  const filter = (place: number) => filters.subarray(place * own, (place + 1) * own);
  const choose = (place: number) => {
    setChosen(place);
    if (isEdgeFilter(sidesOf(filter(place)))) complete();
  };
  return (
    <div className={shared.board}>
      <Panel label={t('picture')}>
        <Picture of={look.picture} label={t('picture')} />
      </Panel>
      <Panel label={t('filters.title')} aside={<MapLegend page={weights} scale="weights" />}>
        <ul className={styles.filters}>
          {Array.from({ length: weights.count }, (_, place) => (
            <li key={place}>
              <button type="button" className={styles.filter} aria-pressed={place === chosen} aria-label={t('filters.one', { number: place + 1 })} onClick={() => choose(place)}>
                <PixelImage values={filter(place)} width={weights.width} height={weights.height} scale="weights" extent={weights.limit} label="" className={styles.canvas} />
                <PixelImage values={results.subarray(place * found, (place + 1) * found)} width={maps.width} height={maps.height} scale="activations" extent={maps.limit} label="" className={styles.canvas} />
              </button>
            </li>
          ))}
        </ul>
        <p className={shared.note}>{t('filters.about')}</p>
        <p role="status" className={styles.told}>
          {chosen === null ? t('filters.choose') : <Judged weights={filter(chosen)} place={chosen} />}
        </p>
      </Panel>
    </div>
  );
}

function Judged({ weights, place }: { weights: Float32Array; place: number }) {
  const { t } = useTranslation('lesson-convolution');
  const sides = sidesOf(weights);
  const facts = {
    number: number(place + 1),
    there: t(`sides.${sides.towards}`),
    value: amount(sides.there, 2),
    opposite: t(`sides.${(sides.towards + 4) % 8}`),
    against: amount(sides.opposite, 2),
  };
  return <>{t(isEdgeFilter(sides) ? 'filters.edge' : 'filters.other', facts)}</>;
}
