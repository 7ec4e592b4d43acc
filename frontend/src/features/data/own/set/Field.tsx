import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { number } from '@/shared/format';
import { isClick, type Spot } from '@/shared/lasso';
import { type Layout, sheetOf } from '../../sheets';
import type { Rows } from '../asking';
import { caught, onwards, under } from './choosing';
import styles from './Field.module.css';
import { Sheet } from './Sheet';
import { useSaid } from './useSaid';

interface Props {
  own: OwnOut;
  rows: Rows;
  fresh: boolean;
  layout: Layout;
  /** Rows of the data set. */
  chosen: ReadonlySet<number>;
  toggle: (rows: readonly number[]) => void;
  choose: (rows: ReadonlySet<number>) => void;
  /** The picture that the keys are at, and the one under the pointer, by their place here. */
  at: number | null;
  go: (place: number | null) => void;
  pointed: number | null;
  point: (place: number | null) => void;
}

const A_DRAG = 6; // pixels: what moves less is a click
const EDGE = 28; // pixels from the rim, where a lasso draws the pictures along
const SPEED = 16;

/** All pictures: only the sheets in sight are fetched. The mouse clicks or draws a lasso, keys go from one to the next. */
export function Field({ own, rows, fresh, layout, chosen, toggle, choose, at, go, pointed, point }: Props) {
  const { t } = useTranslation('own');
  const scroller = useRef<HTMLDivElement>(null);
  const line = useRef<Spot[]>([]);
  const [lasso, setLasso] = useState<readonly Spot[]>([]);
  const anchor = useRef<number | null>(null);
  const help = useId();
  const said = useSaid(own, rows, at, chosen);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are only called here
  const virtual = useVirtualizer({
    count: layout.sheets,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => sheetOf(layout, place).height,
    overscan: 1,
  });

  const rowsOf = (places: Iterable<number>) => [...places].map((place) => rows.row[place] ?? -1);
  const between = (one: number, other: number) => {
    const [first, last] = one < other ? [one, other] : [other, one];
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  };
  /** Where the pointer is among all pictures, those out of sight too. */
  const spotOf = (event: PointerEvent): Spot => {
    const box = scroller.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0) + (scroller.current?.scrollTop ?? 0)];
  };
  const press = (place: number, reaching: boolean) => {
    if (reaching && anchor.current !== null) choose(new Set([...chosen, ...rowsOf(between(anchor.current, place))]));
    else toggle(rowsOf([place]));
    anchor.current = place;
    go(place);
  };

  const onPointerMove = (event: PointerEvent) => {
    const spot = spotOf(event);
    if (line.current.length === 0) {
      point(event.pointerType === 'mouse' ? under(spot, layout) : null);
      return;
    }
    line.current.push(spot);
    setLasso([...line.current]);
    const { top = 0, bottom = 0 } = scroller.current?.getBoundingClientRect() ?? {};
    if (event.clientY < top + EDGE) scroller.current?.scrollBy(0, -SPEED);
    else if (event.clientY > bottom - EDGE) scroller.current?.scrollBy(0, SPEED);
  };
  const onPointerUp = (event: PointerEvent) => {
    const drawn = line.current;
    line.current = [];
    setLasso([]);
    if (drawn.length === 0) return;
    if (!isClick(drawn, A_DRAG)) {
      const found = caught(drawn, layout);
      if (found.length > 0) toggle(rowsOf(found));
      return;
    }
    const place = under(spotOf(event), layout);
    if (place !== null) press(place, event.shiftKey);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const held = event.ctrlKey || event.metaKey;
    const page = Math.max(Math.floor((scroller.current?.clientHeight ?? 0) / layout.row), 1);
    const next = held ? null : onwards(event.key, at, layout, page);
    if (next !== null) {
      if (event.shiftKey) {
        anchor.current ??= at;
        choose(new Set([...chosen, ...rowsOf(between(anchor.current ?? next, next))]));
      } else {
        anchor.current = null;
      }
      go(next);
      keepInSight(scroller.current, Math.floor(next / layout.columns) * layout.row, layout.row);
    } else if (event.key === ' ' && at !== null) {
      toggle(rowsOf([at]));
    } else if (event.key === 'Escape' && chosen.size > 0) {
      choose(new Set());
    } else if (event.key.toLowerCase() === 'a' && held) {
      choose(new Set(rows.row));
    } else {
      return;
    }
    point(null);
    event.preventDefault();
  };

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="application"
        tabIndex={0}
        aria-label={t('field.name', { count: rows.row.length, number: number(rows.row.length) })}
        aria-describedby={help}
        aria-busy={!fresh}
        className={styles.scroller}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.nativeEvent.offsetX > event.currentTarget.clientWidth) return;
          // a finger scrolls when it moves, and chooses when it does not
          if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId);
          line.current = [spotOf(event)];
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          line.current = [];
          setLasso([]);
        }}
        onPointerLeave={() => point(null)}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start: top }) => (
            <Sheet
              key={index}
              own={own}
              rows={rows}
              layout={layout}
              number={index}
              top={top}
              chosen={chosen}
              at={at}
              pointed={pointed}
            />
          ))}
          {lasso.length > 1 && (
            <svg className={styles.lasso} aria-hidden="true">
              <polygon points={lasso.map((spot) => spot.join()).join(' ')} />
            </svg>
          )}
        </div>
      </div>
      <span id={help} className="unseen">
        {t('field.keys')}
      </span>
      <span aria-live="polite" className="unseen">
        {said}
      </span>
    </div>
  );
}

function keepInSight(place: HTMLElement | null, top: number, height: number): void {
  if (!place) return;
  if (top < place.scrollTop) place.scrollTop = top;
  else if (top + height > place.scrollTop + place.clientHeight) place.scrollTop = top + height - place.clientHeight;
}
