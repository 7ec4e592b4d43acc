interface Props {
  values: readonly (number | null | undefined)[];
  /** Its accessible name, with the last value in it; without one it is decoration. */
  label?: string;
  width?: number;
  height?: number;
  /** The colour of the line, as a CSS value. */
  colour?: string;
}

const INSET = 2;

/** A curve as small as a word. Missing values leave a gap. */
export function Sparkline({ values, label, width = 96, height = 24, colour = 'var(--accent)' }: Props) {
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg {...named} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        stroke={colour}
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The path through all values: the lowest at the bottom, the highest at the top, a flat line in the middle. */
export function sparkPath(values: Props['values'], width: number, height: number): string {
  const known = values.filter((value): value is number => Number.isFinite(value));
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = (width - 2 * INSET) / Math.max(values.length - 1, 1);
  let pen = 'M';
  let path = '';
  values.forEach((value, place) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return;
    }
    const share = range > 0 ? ((value as number) - low) / range : 0.5;
    const y = height - INSET - share * (height - 2 * INSET);
    path += `${pen}${(INSET + place * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return path;
}
