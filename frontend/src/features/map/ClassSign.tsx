import { classColour, signPath } from '@/shared/plane/signs';
import { glyphsOf } from './painting';
import styles from './Map.module.css';

/** The sign of a class as it stands on the map. Decoration beside its name. */
export function ClassSign({ names, label }: { names: readonly string[]; label: number }) {
  const glyph = glyphsOf(names)?.[label];
  const colour = `var(${classColour(label)})`;
  return glyph === undefined ? (
    <svg viewBox="-1.5 -1.5 3 3" width="18" height="18" fill={colour} aria-hidden="true">
      <path d={signPath(label)} />
    </svg>
  ) : (
    <b className={styles.glyph} style={{ color: colour }} aria-hidden="true">
      {glyph}
    </b>
  );
}
