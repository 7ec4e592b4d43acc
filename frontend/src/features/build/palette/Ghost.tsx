import { createPortal } from 'react-dom';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { groupColour } from '@/shared/theme/colour';
import { useDragging } from './dragging';
import styles from './Palette.module.css';

/** The block under the pointer while it is carried to the canvas. */
export function Ghost() {
  const dragged = useDragging((dragging) => dragging.dragged);
  const part = partOf(useCatalogue(), 'layers', dragged?.layer);
  const words = useWords();
  if (!dragged || !part) return null;
  return createPortal(
    <div className={styles.ghost} style={{ translate: `${dragged.at.x}px ${dragged.at.y}px` }} aria-hidden="true">
      <span className={styles.bar} style={{ background: groupColour(part.group) }} />
      {words.layerLabel(part)}
    </div>,
    document.body,
  );
}
