import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapsOut } from '@/api';
import { rgb, type Rgb, themeColour, useScheme } from '@/shared/theme/colour';
import { amount } from './amount';
import { paintPlanes } from './painting';
import { layoutOf, numbersOf, rectangleOf, type Spot, spotAt, spotByKey } from './planes';
import styles from './MapPicture.module.css';

export type MapScale = 'weights' | 'activations';

interface Props {
  page: MapsOut;
  scale: MapScale;
  /** The region's accessible name. */
  label: string;
  /** How a spot is called: "Map 2, row 3, column 4". */
  name: (spot: Spot) => string;
  /** The chosen number, which gets a frame. */
  spot: Spot | null;
  /** The pointer or a key went to a number; `pressed`: and stays there. */
  onSpot: (spot: Spot, pressed: boolean) => void;
  /** The pointer goes over numbers while it is down, from the first one (`began`) on. Without it, nothing is painted. */
  onPaint?: (spot: Spot, began: boolean) => void;
}

const NAMES: Record<MapScale, readonly [`--${string}`, `--${string}`, `--${string}`]> = {
  weights: ['--negative', '--zero', '--positive'],
  activations: ['--activation-low', '--activation-zero', '--activation-high'],
};

/** All planes of a page on one canvas, on one scale. Any number can be pointed at, and walked to by keys. */
export function MapPicture({ page, scale, label, name, spot, onSpot, onPaint }: Props) {
  const { t } = useTranslation('maps');
  const { ref: place, width: measured } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painting = useRef(false);
  const help = useId();
  const scheme = useScheme();
  const numbers = useMemo(() => numbersOf(page), [page]);
  const layout = useMemo(() => layoutOf(page, Math.max(measured, 240)), [page, measured]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [low, middle, high] = NAMES[scale].map((one) => rgb(themeColour(one))) as [Rgb, Rgb, Rgb];
    const nan = [rgb(themeColour('--nan')), rgb(themeColour('--nan-ground'))] as const;
    paintPlanes(context, numbers, page, layout, { low, middle, high, nan });
  }, [numbers, page, layout, scale, scheme]);

  const under = (event: React.PointerEvent): Spot | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return spotAt(layout, page, event.clientX - left, event.clientY - top);
  };
  const value = spot ? numbers[(spot.plane * page.height + spot.y) * page.width + spot.x] : undefined;
  const framed = spot && spot.plane < page.count && spot.y < page.height && spot.x < page.width;
  return (
    <div ref={place} className={styles.place}>
      <div
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-describedby={help}
        data-kind={layout.kind}
        className={styles.picture}
        style={{ width: layout.width, height: layout.height }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const next = spotByKey(event.key, page, layout, spot ?? { plane: 0, y: 0, x: 0 });
          if (!next) return;
          event.preventDefault();
          onSpot(spot ? next : { plane: 0, y: 0, x: 0 }, true);
        }}
        onPointerDown={(event) => {
          const found = under(event);
          if (!found) return;
          onSpot(found, true);
          if (!onPaint) return;
          painting.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          onPaint(found, true);
        }}
        onPointerMove={(event) => {
          const found = under(event);
          if (!found) return;
          onSpot(found, false);
          if (painting.current) onPaint?.(found, false);
        }}
        onPointerUp={() => (painting.current = false)}
        onPointerCancel={() => (painting.current = false)}
        data-painting={onPaint ? true : undefined}
      >
        <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
        {framed && <span className={styles.frame} style={rectangleOf(layout, spot)} />}
      </div>
      <span id={help} className="unseen">
        {t('keys')}
      </span>
      <span aria-live="polite" className="unseen">
        {framed ? t('said', { place: name(spot), value: amount(value) }) : ''}
      </span>
    </div>
  );
}

/** What the colours mean, from one end to the other; sizes begin at 0. */
export function MapLegend({ page, scale, of = scale }: { page: Pick<MapsOut, 'limit'>; scale: MapScale; of?: MapScale | 'contributions' | 'sizes' }) {
  const { t } = useTranslation('maps');
  const end = amount(page.limit);
  const sizes = of === 'sizes';
  return (
    <span className={styles.legend} role="img" aria-label={t(`legend.${of}`, { extent: end })}>
      <span className="num">{sizes ? amount(0) : `−${end}`}</span>
      <span className={styles.scale} data-scale={scale} data-sizes={sizes || undefined} />
      <span className="num">+{end}</span>
    </span>
  );
}
