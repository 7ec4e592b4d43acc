import { useReducedMotion } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { number, percent } from '@/shared/format';
import { ErrorText, Waiting } from '@/shared/ui';
import { useDrawn } from './asking';
import { Explore } from './Explore';
import styles from './Map.module.css';
import type { Place } from './place';
import { Progress } from './Progress';
import { Settings } from './Settings';

interface Props {
  model: ModelOut;
  place: Place;
}

/** The map of one model, with how it is drawn and what it says above it. */
export function ModelMap({ model, place }: Props) {
  const { t } = useTranslation('map');
  const calm = useReducedMotion();
  const { map, places, lasts, first, tsne } = useDrawn(model, place, calm ?? false);
  const { method, seed, perplexity } = place;
  const shares = map?.method === 'pca' ? (map.facts['shares'] as [number, number]) : null;
  const used = (map?.facts['perplexity'] as number | undefined) ?? perplexity;
  return (
    <>
      <Settings place={place} split={map?.split ?? place.split ?? 'validation'}>
        {method === 'tsne' && map && <Progress asked={tsne} />}
      </Settings>
      {first.error ? (
        <ErrorText error={first.error} retry={first.again} />
      ) : map && places ? (
        <>
          <p className={styles.about}>
            {t('about.drawn', { count: map.row.length, number: number(map.row.length), split: t(`split.${map.split}`), seed, node: map.node })}{' '}
            {shares ? t('about.pca', { share: percent(shares[0] + shares[1], 0) }) : t('about.tsne', { perplexity: number(used) })}
          </p>
          {/* other examples are another map: nothing that was chosen holds for it */}
          <Explore key={`${map.split} ${map.row.length} ${seed}`} model={model.id} map={map} places={places} lasts={lasts} />
        </>
      ) : (
        <div className={styles.waiting}>
          <Waiting label={t('reads')} />
        </div>
      )}
    </>
  );
}
