import { useState } from 'react';
import picture from '../../../../../docs/images/noise-label.png';
import styles from './Gan.module.css';

/** Rows of one noise over columns of one label, as the experiment draws them. */
const [ROWS, COLUMNS] = [3, 10];

interface Props {
  place: number;
  /** How many sheets stand one below the other in the picture. */
  of: number;
}

/** One sheet of the experiment's picture, without the words above it. Decoration beside its name. */
export function SheetPicture({ place, of }: Props) {
  const [tall, setTall] = useState<number | null>(null); // the picture's height, in its widths
  const shown = ROWS / COLUMNS;
  const share = tall === null ? 0 : ((tall * (place + 1)) / of - shown) / (tall - shown);
  return (
    <img
      src={picture}
      alt=""
      className={styles.picture}
      data-ready={tall !== null || undefined}
      style={{ aspectRatio: `${COLUMNS} / ${ROWS}`, objectPosition: `0 ${100 * share}%` }}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setTall(naturalHeight / naturalWidth)}
    />
  );
}
