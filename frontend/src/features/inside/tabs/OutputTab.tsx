import { useTranslation } from 'react-i18next';
import type { MapsOut, Selected } from '@/api';
import { number } from '@/shared/format';
import { MapLegend, MapPicture } from '@/shared/maps/MapPicture';
import type { Spot } from '@/shared/maps/planes';
import { Histogram } from '../Histogram';
import { Pager } from '../Pager';
import styles from '../Inside.module.css';

interface Props {
  selected: Selected;
  /** What is shown of it: what it puts out, or the gradient of that. */
  of: 'output' | 'gradient';
  classes: readonly string[];
  /** What the gradient is of, in words. */
  objective?: string;
  spot: Spot | null;
  onSpot: (spot: Spot, pressed: boolean) => void;
  go: (start: number) => void;
}

/** What a node makes of the example, or how much each of its numbers matters for the answer. */
export function OutputTab({ selected, of, classes, objective, spot, onSpot, go }: Props) {
  const { t } = useTranslation('inside');
  const name = useSpotName(selected, classes);
  const page = of === 'output' ? selected.maps : selected.gradient_maps;
  const numbers = of === 'output' ? selected.output : selected.gradient;
  if (!page || !numbers) return <p className={styles.help}>{t('gradient.none')}</p>;
  return (
    <div className={styles.tab}>
      <div className={styles.line}>
        <span>{of === 'output' ? t(`maps.shows.${Math.min(selected.shape.length, 3)}`) : objective}</span>
        <MapLegend page={page} scale="activations" />
      </div>
      <MapPicture page={page} scale="activations" label={t(`maps.of.${of}`, { node: selected.name })} name={(one) => name(page, one)} spot={spot} onSpot={onSpot} />
      {spot && <p className={styles.help}>{name(page, spot)}</p>}
      {page.limit === 0 && numbers.nan + numbers.infinite === 0 && <p className={styles.help}>{t(`maps.allZero.${of}`)}</p>}
      <Pager page={page} go={go} />
      <Histogram of={numbers} label={t(`histogram.${of}`)} />
    </div>
  );
}

/** How a number is called: "Map 2, row 3, column 4", "Number 7", "Step 3, feature 5". */
function useSpotName({ shape, layer }: Selected, classes: readonly string[]) {
  const { t } = useTranslation('inside');
  return ({ numbers }: MapsOut, { plane, y, x }: Spot): string => {
    if (shape.length === 3) return t('maps.spot', { map: number(numbers[plane]?.[0] ?? 0), row: number(y), column: number(x) });
    if (shape.length === 2) return t('maps.spotOfSequence', { step: number(y), feature: number(x) });
    const label = layer === 'softmax' && shape[0] === classes.length ? classes[x] : undefined;
    return label === undefined ? t('maps.spotOfRow', { number: number(x) }) : t('maps.spotOfClass', { number: number(x), label });
  };
}
