import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { listExamplesOptions } from '@/api/@tanstack/react-query.gen';
import { number } from '@/shared/format';
import type { Split } from './datasets';
import { type Layout, layoutOf, pictureAt, sheetAddress, sheetOf } from './sheets';
import styles from './Thumbnails.module.css';

interface Props {
  set: DatasetOut;
  split: Split;
  label: number | null;
}

interface Pointed {
  sheet: number;
  place: number;
}

/** All pictures of a data set: only the sheets that are in sight are fetched and drawn. */
export function Thumbnails({ set, split, label }: Props) {
  const { t } = useTranslation('data');
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const counts = (split === 'train' ? set.train_counts : set.test_counts) ?? [];
  const all = (split === 'train' ? set.train : set.test) ?? 0;
  const total = label === null ? all : (counts[label] ?? 0);
  const layout = layoutOf(width, total);
  return (
    <div ref={ref}>
      {width > 0 && (
        <Sheets
          // another selection begins at its top, and another layout is measured anew
          key={`${split} ${label} ${layout.columns} ${layout.cell}`}
          set={set}
          split={split}
          label={label}
          layout={layout}
          pointed={pointed}
          point={setPointed}
        />
      )}
      <p className={styles.caption} aria-live="polite">
        {pointed ? <Caption set={set} split={split} label={label} layout={layout} pointed={pointed} /> : t('pointHint')}
      </p>
    </div>
  );
}

function Sheets({ set, split, label, layout, pointed, point }: Props & { layout: Layout; pointed: Pointed | null; point: (at: Pointed | null) => void }) {
  const { t } = useTranslation('data');
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are only called here
  const virtual = useVirtualizer({
    count: layout.sheets,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => sheetOf(layout, place).height,
    overscan: 1,
  });

  const pointAt = (number: number) => (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = pictureAt(sheetOf(layout, number), layout.cell, event.clientX - box.left, event.clientY - box.top);
    if (place === undefined) point(null);
    else if (pointed?.sheet !== number || pointed.place !== place) point({ sheet: number, place });
  };

  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={t('thumbnails')}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start: top }) => {
          const { start, count, columns, width, height } = sheetOf(layout, index);
          const query = { split, start, count, columns, ...(label === null ? {} : { label }) };
          return (
            <div
              key={index}
              className={styles.sheet}
              style={{ top, width, height }}
              onPointerMove={pointAt(index)}
              onPointerDown={pointAt(index)}
              onPointerLeave={(event) => event.pointerType === 'mouse' && point(null)}
            >
              <img
                src={sheetAddress(set.name, query)}
                alt={t('sheet', { first: number(start + 1), last: number(start + count), total: number(layout.total) })}
                width={width}
                height={height}
                draggable={false}
                decoding="async"
              />
              <span className={styles.lines} style={{ backgroundSize: `${layout.cell}px ${layout.cell}px` }} />
              {pointed?.sheet === index && <Frame place={pointed.place} columns={columns} cell={layout.cell} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Frame({ place, columns, cell }: { place: number; columns: number; cell: number }) {
  const style = { left: (place % columns) * cell, top: Math.floor(place / columns) * cell, width: cell, height: cell };
  return <span className={styles.frame} style={style} />;
}

/** What the picture under the pointer is. */
function Caption({ set, split, label, layout, pointed }: Props & { layout: Layout; pointed: Pointed }) {
  const { t } = useTranslation('data');
  const { start, count } = sheetOf(layout, pointed.sheet);
  const query = { split, start, count, ...(label === null ? {} : { label }) };
  const { data } = useQuery({ ...listExamplesOptions({ path: { name: set.name }, query }), staleTime: Infinity });
  const [row, found] = [data?.rows[pointed.place], data?.labels[pointed.place]];
  if (row === undefined || found === undefined) return '…';
  return t('picture', { row: number(row), name: set.class_names?.[found] ?? String(found) });
}
