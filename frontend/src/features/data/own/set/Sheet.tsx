import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { number as written } from '@/shared/format';
import { type Layout, sheetOf } from '../../sheets';
import type { Rows } from '../asking';
import { startsGroup } from './choosing';
import styles from './Field.module.css';
import { ownSheetAddress } from './ownSheets';

interface Props {
  own: Pick<OwnOut, 'id'>;
  rows: Rows;
  layout: Layout;
  number: number;
  top: number;
  chosen: ReadonlySet<number>;
  at: number | null;
  pointed: number | null;
}

const OUT = 2; // of the splits: left out

/** Some hundred pictures as one image, and over it which of them are chosen, left out, or begin a group of twins. */
export const Sheet = memo(function Sheet({ own, rows, layout, number, top, chosen, at, pointed }: Props) {
  const { t } = useTranslation('own');
  const { start, count, columns, width, height } = sheetOf(layout, number);
  const address = useMemo(
    () => ownSheetAddress(own.id, rows.row.subarray(start, start + count), columns, layout.cell * window.devicePixelRatio),
    [own.id, rows.row, start, count, columns, layout.cell],
  );
  const { cell, row } = layout;
  const box = (place: number) => `M${(place % columns) * cell} ${Math.floor(place / columns) * row}h${cell}v${row}h${-cell}z`;
  const boxes = (means: (place: number) => boolean) =>
    Array.from({ length: count }, (_, place) => (means(start + place) ? box(place) : '')).join('');
  const here = (place: number | null) => (place !== null && place >= start && place < start + count ? box(place - start) : '');
  const { group } = rows;
  return (
    <div className={styles.sheet} style={{ top, width, height }}>
      <img
        src={address}
        alt={t('field.sheet', { first: written(start + 1), last: written(start + count), total: written(layout.total) })}
        width={width}
        height={height}
        draggable={false}
        decoding="async"
      />
      <svg width={width} height={height} className={styles.marks} aria-hidden="true">
        <path className={styles.nothing} d={Array.from({ length: Math.ceil(count / columns) * columns - count }, (_, place) => box(count + place)).join('')} />
        <path className={styles.out} d={boxes((place) => rows.split[place] === OUT)} />
        {group && <path className={styles.first} d={Array.from({ length: count }, (_, place) => (startsGroup(group, start + place) ? bar(place, columns, cell, row) : '')).join('')} />}
        <path className={styles.gaps} d={gaps(columns, Math.ceil(count / columns), cell, row)} />
        <path className={styles.chosen} d={boxes((place) => chosen.has(rows.row[place] ?? -1))} />
        <path className={styles.pointed} d={here(pointed)} />
        <path className={styles.at} d={here(at)} />
      </svg>
    </div>
  );
});

function bar(place: number, columns: number, cell: number, row: number): string {
  return `M${(place % columns) * cell + 2} ${Math.floor(place / columns) * row + 4}v${row - 8}`;
}

/** The lines between the pictures, which lie without gaps in the image. */
function gaps(columns: number, lines: number, cell: number, row: number): string {
  const down = Array.from({ length: columns + 1 }, (_, place) => `M${place * cell} 0v${lines * row}`);
  const across = Array.from({ length: lines + 1 }, (_, place) => `M0 ${place * row}h${columns * cell}`);
  return [...down, ...across].join('');
}
