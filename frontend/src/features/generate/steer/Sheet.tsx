import { type CSSProperties, type KeyboardEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { Picture } from '../Picture';
import { isMisread, wordsOf } from './reading';
import styles from './Sheet.module.css';
import type { Made } from './useGenerated';

interface Props {
  made: Made;
  classNames: readonly string[];
  /** The place of the picture that is looked at closely. */
  chosen: number;
  onChoose: (place: number) => void;
  label: string;
}

/** All pictures that were made, to be walked through with the arrow keys. */
export function SheetGrid({ made, classNames, chosen, onChoose, label }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const { columns, heads, rows, samples } = made.sheet;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(chosen, event.key, columns, samples.length);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={styles.frame} style={{ '--columns': columns, '--heads': rows ? 'auto' : '0px' } as CSSProperties}>
      {heads && (
        <div className={styles.heads} aria-hidden="true">
          {heads.map((head) => (
            <span key={head}>{head}</span>
          ))}
        </div>
      )}
      {rows && (
        <div className={styles.rows} aria-hidden="true">
          {rows.map((row) => (
            <span key={row}>{row}</span>
          ))}
        </div>
      )}
      <ul ref={list} className={styles.sheet} aria-label={label} onKeyDown={onKeyDown}>
        {samples.map((_, place) => (
          <Cell
            key={place}
            bytes={made.pictures[place]}
            height={made.height}
            width={made.width}
            channels={made.channels}
            asked={samples[place]?.label === undefined ? null : (classNames[samples[place]?.label ?? -1] ?? null)}
            read={made.readings?.[place]?.label ?? null}
            real={made.realness?.[place] ?? null}
            place={place}
            chosen={place === chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </div>
  );
}

interface CellProps {
  bytes: Uint8Array | undefined;
  height: number;
  width: number;
  channels: number;
  asked: string | null;
  read: string | null;
  real: number | null;
  place: number;
  chosen: boolean;
  onChoose: (place: number) => void;
}

const Cell = memo(function Cell({ bytes, height, width, channels, asked, read, real, place, chosen, onChoose }: CellProps) {
  const { t } = useTranslation('generate');
  const misread = isMisread(asked, read);
  return (
    <li>
      <button
        type="button"
        className={styles.cell}
        aria-pressed={chosen}
        aria-label={wordsOf({ asked, read, real, place }, t)}
        tabIndex={chosen ? 0 : -1}
        onClick={() => onChoose(place)}
      >
        {bytes && <Picture bytes={bytes} height={height} width={width} channels={channels} className={styles.picture} />}
        {misread && (
          <span className={styles.misread} aria-hidden="true">
            {read}?
          </span>
        )}
        {real !== null && (
          <span className={styles.real} aria-hidden="true" title={percent(real, 0)}>
            <span style={{ transform: `scaleX(${Math.min(Math.max(real, 0), 1)})` }} />
          </span>
        )}
      </button>
    </li>
  );
});

/** Where an arrow key leads to; null for other keys. */
export function moved(place: number, key: string, columns: number, count: number): number | null {
  const held = (next: number) => (next >= 0 && next < count ? next : place);
  switch (key) {
    case 'ArrowLeft':
      return held(place - 1);
    case 'ArrowRight':
      return held(place + 1);
    case 'ArrowUp':
      return held(place - columns);
    case 'ArrowDown':
      return held(place + columns);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
