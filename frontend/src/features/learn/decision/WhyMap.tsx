import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExplanationOut } from '@/api';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { MapLegend, MapPicture } from '@/shared/maps/MapPicture';
import type { Spot } from '@/shared/maps/planes';
import { Panel } from '@/shared/ui';
import { shared } from '../shared';
import styles from './Decision.module.css';
import { pageOf } from './explanation';

interface Props {
  of: ExplanationOut;
  /** Its name, if not that of the way of asking. */
  title?: string;
  spot: Spot | null;
  onSpot: (spot: Spot, pressed: boolean) => void;
  /** What it says and does not say stands elsewhere. */
  bare?: boolean;
}

/** One map to point at, with what it says and what it does not say. */
export function WhyMap({ of, title, spot, onSpot, bare = false }: Props) {
  const { t } = useTranslation('lesson-decision');
  const words = useWords();
  const part = partOf(useCatalogue(), 'attributions', of.method);
  const name = title ?? (part ? words.partLabel('attributions', part) : of.method);
  const page = useMemo(() => pageOf(of), [of]);
  return (
    <Panel label={name}>
      <MapPicture page={page} scale="weights" label={name} name={({ y, x }) => t('spot', { row: y + 1, column: x + 1 })} spot={spot} onSpot={onSpot} />
      <MapLegend page={page} scale="weights" of={of.signed ? 'contributions' : 'sizes'} />
      {of.limit === 0 && <p className={shared.note}>{t('allZero')}</p>}
      {!bare && <Says method={of.method} />}
    </Panel>
  );
}

/** The catalogue's two sentences on a way of asking. */
export function Says({ method }: { method: string }) {
  const { t } = useTranslation('lesson-decision');
  const way = useCatalogue()?.attributions.find(({ name }) => name === method);
  if (!way) return null;
  return (
    <dl className={styles.says}>
      <dt>{t('says')}</dt>
      <dd>{t(`registry:attributions.${method}.says`, { defaultValue: way.says })}</dd>
      <dt>{t('silent')}</dt>
      <dd>{t(`registry:attributions.${method}.silent`, { defaultValue: way.silent })}</dd>
    </dl>
  );
}
