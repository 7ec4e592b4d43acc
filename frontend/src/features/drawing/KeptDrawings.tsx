import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toastUndo } from '@/shared/toast';
import { DrawingPicture } from './DrawingPicture';
import { useDrawing } from './drawingStore';
import { type KeptDrawing, useKept } from './keptDrawings';
import styles from './DrawingPad.module.css';

/** Set the drawing aside, and call back those that were. */
export function KeptDrawings() {
  const { t } = useTranslation('drawing');
  const drawings = useKept((state) => state.drawings);
  const strokes = useDrawing((state) => state.strokes);
  const { keep, remove, restore } = useKept.getState();

  const discard = (drawing: KeptDrawing) => {
    remove(drawing.id);
    toastUndo(t('removed'), () => restore(drawing));
  };

  return (
    <div>
      <div className={styles.row}>
        <span className={styles.caption}>{t('keptHelp')}</span>
        <Button
          disabled={strokes.length === 0}
          title={strokes.length === 0 ? t('nothingDrawn') : undefined}
          onClick={() => keep(strokes, useDrawing.getState().brush)}
        >
          {t('keep')}
        </Button>
      </div>
      {drawings.length > 0 && (
        <ul className={styles.kept} aria-label={t('kept')}>
          {drawings.map((drawing, place) => (
            <li key={drawing.id} className={styles.one}>
              <button
                type="button"
                className={styles.recall}
                aria-label={t('callBack', { number: place + 1 })}
                onClick={() => useDrawing.getState().show(drawing.strokes, drawing.brush)}
              >
                <DrawingPicture strokes={drawing.strokes} brush={drawing.brush} />
              </button>
              <button type="button" className={styles.remove} aria-label={t('discard', { number: place + 1 })} onClick={() => discard(drawing)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
