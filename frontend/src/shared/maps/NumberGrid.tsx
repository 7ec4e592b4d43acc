import { number } from '@/shared/format';
import { amount } from './amount';
import styles from './NumberGrid.module.css';
import type { Plane } from './windows';

interface Props {
  plane: Plane;
  /** Its caption, which is its accessible name too. */
  caption: string;
  scale: 'weights' | 'activations';
  /** Numbers that are not there: zeros beyond the edge. */
  missing?: readonly boolean[];
  /** Numbers that count. */
  marked?: readonly boolean[];
}

/** Few numbers as they lie, each on its colour. */
export function NumberGrid({ plane: { rows, columns, values }, caption, scale, missing, marked }: Props) {
  const most = Math.max(...values.map((value) => Math.abs(value ?? 0)), 1e-30);
  const [low, high] = scale === 'weights' ? ['--negative', '--positive'] : ['--activation-low', '--activation-high'];
  return (
    <figure className={styles.grid}>
      <figcaption>{caption}</figcaption>
      <table aria-label={caption} data-large={columns > 5 || undefined}>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {values.slice(row * columns, (row + 1) * columns).map((value, column) => {
                const place = row * columns + column;
                const share = Math.round((40 * Math.abs(value ?? 0)) / most);
                return (
                  <td
                    key={column}
                    data-missing={missing?.[place] || undefined}
                    data-marked={marked?.[place] || undefined}
                    data-nan={value === null || undefined}
                    title={amount(value, 4)}
                    style={{ background: `color-mix(in srgb, var(${(value ?? 0) < 0 ? low : high}) ${share}%, var(--panel))` }}
                  >
                    {value === null ? 'NaN' : most < 0.1 ? amount(value, 2) : number(Math.round(value * 100) / 100 || 0, 2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
