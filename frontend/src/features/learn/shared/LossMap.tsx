import { useEffect, useRef } from 'react';
import { number } from '@/shared/format';
import { useScheme } from '@/shared/theme/colour';
import { Waiting } from '@/shared/ui';
import { paintLandscape } from './paintLandscape';
import { type Place, shareAt } from './range';
import styles from './Shared.module.css';
import { Square } from './Square';
import type { Landscape } from './useLandscape';

/** Where the weights have been. */
export interface Path {
  places: readonly Place[];
  /** The CSS variable of its colour; white where it is the only one. */
  colour?: `--${string}`;
  dash?: string;
}

interface Props {
  /** Its accessible name, with the place and the loss in it. */
  label: string;
  landscape: Landscape | null;
  /** Where the weights are now. */
  ball: Place | null;
  paths: readonly Path[];
  /** The loss below which it is nearly as low as it gets: shown as a ring. */
  ring?: number | null;
  onMove: (place: Place) => void;
}

const ARROW = 0.02; // of the side, for each press of a key
const FEW = 100; // stops that are marked one by one
const UNKNOWN = { low: -1, high: 1, cells: 2 };

/** The loss over two weights as a map, with the ball that rolls on it. */
export function LossMap({ label, landscape, ball, paths, ring = null, onMove }: Props) {
  const range = landscape?.range ?? UNKNOWN;
  const written = (places: readonly Place[]) => places.map(({ x, y }) => `${shareAt(x, range)},${1 - shareAt(y, range)}`).join(' ');
  return (
    <div>
      <Square label={label} range={range} place={landscape && ball} step={ARROW * (range.high - range.low)} onPlace={(to) => landscape && onMove(to)}>
        <div className={styles.map}>
          {landscape ? <Heights landscape={landscape} ring={ring} /> : <Waiting />}
          <svg viewBox="0 0 1 1" aria-hidden="true" className={styles.over}>
            {landscape &&
              paths.map(({ places, colour = '--chalk', dash }, index) => (
                <g key={index}>
                  <polyline points={written(places)} className={styles.trackHalo} />
                  <polyline points={written(places)} className={styles.track} style={{ stroke: `var(${colour})` }} strokeDasharray={dash} />
                  {places.length <= FEW &&
                    places.map(({ x, y }, stop) => (
                      <circle key={stop} cx={shareAt(x, range)} cy={1 - shareAt(y, range)} r={0.007} style={{ fill: `var(${colour})` }} />
                    ))}
                </g>
              ))}
          </svg>
        </div>
      </Square>
      <p className={styles.axes} aria-hidden="true">
        <span>{number(range.low, 1)}</span>
        <span>w₁ →, w₂ ↑</span>
        <span>{number(range.high, 1)}</span>
      </p>
    </div>
  );
}

function Heights({ landscape, ring }: { landscape: Landscape; ring: number | null }) {
  const place = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  useEffect(() => {
    if (place.current) paintLandscape(place.current, landscape, ring);
  }, [landscape, ring, scheme]);
  return <canvas ref={place} aria-hidden="true" />;
}
