import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useScheme } from '@/shared/theme/colour';
import { useDrawing } from './drawingStore';
import { useKeyboardPen } from './keyboardPen';
import { fitted, paint } from './paint';
import { usePointerPen } from './pointerPen';
import styles from './Slate.module.css';
import { ERASER } from './strokes';

/** The square that one draws on, with pointer or keyboard. */
export function Slate({ hint }: { hint: string }) {
  const { t } = useTranslation('drawing');
  const canvas = useRef<HTMLCanvasElement>(null);
  const ring = useRef<HTMLSpanElement>(null);
  const empty = useDrawing((state) => state.strokes.length === 0);
  const tool = useDrawing((state) => state.tool);
  const brush = useDrawing((state) => state.brush);
  const { onPointerDown, onPointerMove, ...pointer } = usePointerPen();
  const { cursor, rest, ...keys } = useKeyboardPen();
  const help = useId();
  usePainted(canvas);

  const width = tool === 'eraser' ? ERASER : brush;
  return (
    <div className={styles.slate}>
      <canvas
        {...pointer}
        {...keys}
        ref={canvas}
        className={styles.canvas}
        data-tool={tool}
        role="application"
        tabIndex={0}
        aria-label={t('slate')}
        aria-describedby={help}
        onBlur={rest}
        onPointerDown={(event) => {
          rest();
          onPointerDown(event);
        }}
        onPointerMove={(event) => {
          onPointerMove(event);
          // without React, as often as the pointer moves
          ring.current?.style.setProperty('left', `${event.nativeEvent.offsetX}px`);
          ring.current?.style.setProperty('top', `${event.nativeEvent.offsetY}px`);
        }}
      />
      {empty && !cursor && (
        <span className={styles.hint} aria-hidden="true">
          {hint}
        </span>
      )}
      {tool === 'eraser' && !cursor && <span ref={ring} className={styles.ring} style={{ width: `${ERASER * 100}%` }} />}
      {cursor && (
        <span
          className={styles.cursor}
          data-down={cursor.down}
          style={{ left: `${cursor.at[0] * 100}%`, top: `${cursor.at[1] * 100}%`, width: `${width * 100}%` }}
        />
      )}
      <span id={help} className="unseen">
        {t('keys')}
      </span>
      <span aria-live="polite" className="unseen">
        {cursor && t(cursor.down ? 'penDown' : 'penUp')}
      </span>
    </div>
  );
}

/** Keeps the canvas showing the drawing: once a frame at most, and without React while the pen moves. */
function usePainted(place: React.RefObject<HTMLCanvasElement | null>) {
  const scheme = useScheme();
  useEffect(() => {
    const canvas = place.current;
    if (!canvas) return;
    let frame = 0;
    const draw = () => {
      frame = 0;
      const { strokes, brush } = useDrawing.getState();
      fitted(canvas, canvas.clientWidth);
      paint(canvas, strokes, brush);
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const sizes = new ResizeObserver(soon);
    sizes.observe(canvas);
    const leave = useDrawing.subscribe(soon);
    draw();
    return () => {
      leave();
      sizes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [place, scheme]);
}
