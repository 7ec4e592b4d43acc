/** The small picture in a block: its filters as they are now, or else the form of what it puts out. */
import { useMemo } from 'react';
import type { LiveFilters } from '@/api';
import { useLiveFilters } from '@/shared/liveRun';
import { bytesOf, PixelImage } from '@/shared/ui';
import styles from './Preview.module.css';

const MOST_MAPS = 6;
const MOST_BARS = 16;

export function Preview({ name, shape }: { name: string; shape: readonly number[] | null }) {
  const filters = useLiveFilters(name);
  return filters ? <Filters filters={filters} /> : <Form shape={shape} />;
}

/** The first filters of the run that is watched. */
function Filters({ filters }: { filters: LiveFilters }) {
  const { width, height, channels } = filters;
  const pictures = useMemo(
    () => filters.pixels.slice(0, MOST_MAPS).map((pixels) => meanOfChannels(pixels, width * height, channels)),
    [filters, width, height, channels],
  );
  return pictures.map((values, place) => (
    <PixelImage
      key={filters.numbers[place] ?? place}
      values={values}
      width={width}
      height={height}
      scale="weights"
      extent={127}
      label=""
      className={styles.map}
    />
  ));
}

/** A filter over many channels shows its mean: one picture has one colour for each pixel. */
export function meanOfChannels(base64: string, size: number, channels: number): Float32Array {
  const values = new Int8Array(bytesOf(base64).buffer);
  const mean = new Float32Array(size);
  values.forEach((value, place) => {
    const pixel = Math.floor(place / channels);
    mean[pixel] = (mean[pixel] ?? 0) + value / channels;
  });
  return mean;
}

/** As many squares as maps, as many bars as numbers, while there is room. */
function Form({ shape }: { shape: readonly number[] | null }) {
  if (!shape) return null;
  const [height = 1, width = 1] = shape;
  if (shape.length === 3) {
    const maps = Math.min(shape[2] ?? 1, MOST_MAPS);
    return Array.from({ length: maps }, (_, place) => (
      <span key={place} className={styles.map} style={{ aspectRatio: `${width} / ${height}` }} />
    ));
  }
  const bars = Math.min(shape.at(-1) ?? 1, MOST_BARS);
  return Array.from({ length: bars }, (_, place) => <span key={place} className={styles.bar} />);
}
