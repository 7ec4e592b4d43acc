import { visible } from '@/shared/characters';
import { listing, number } from '@/shared/format';
import styles from './Memory.module.css';

interface Props {
  title: string;
  /** From 0 to 1, one for each letter; `signed` ones grow up and down from the middle. */
  values: readonly number[];
  letters: readonly string[];
  signed?: boolean;
  /** A line across, below which a bar has another look. */
  mark?: number;
  /** The value of a bar that fills its height; 1 unless given. */
  most?: number;
}

/** One number for each letter, as a bar in its column. */
export function Bars({ title, values, letters, signed = false, mark, most = 1 }: Props) {
  const full = Math.max(most, ...(signed ? values.map(Math.abs) : []));
  const name = listing(values.map((value, place) => `${visible(letters[place] ?? '')} ${number(value, 2)}`));
  return (
    <figure className={styles.gate}>
      <figcaption>{title}</figcaption>
      <svg role="img" aria-label={`${title}: ${name}`} viewBox={`0 0 ${values.length} 1`} preserveAspectRatio="none" className={styles.bars}>
        {values.map((value, place) => {
          const height = Math.abs(value) / full / (signed ? 2 : 1);
          const top = signed ? (value < 0 ? 0.5 : 0.5 - height) : 1 - height;
          const low = mark !== undefined && value < mark;
          return <rect key={place} x={place + 0.12} width={0.76} y={top} height={height} data-low={low || undefined} data-sign={value < 0 ? 'negative' : undefined} />;
        })}
        {mark !== undefined && <line x1={0} x2={values.length} y1={1 - mark} y2={1 - mark} vectorEffect="non-scaling-stroke" />}
        {signed && <line x1={0} x2={values.length} y1={0.5} y2={0.5} vectorEffect="non-scaling-stroke" />}
      </svg>
    </figure>
  );
}
