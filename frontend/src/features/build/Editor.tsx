import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editSelected } from './attention';
import { Canvas } from './canvas/Canvas';
import { useConnecting } from './canvas/useConnecting';
import styles from './Editor.module.css';
import { useFlow } from './flow';
import { KeyboardHelp } from './keyboard/KeyboardHelp';
import { useClipboard } from './keyboard/useClipboard';
import { useKeyboard } from './keyboard/useKeyboard';
import { useDragging } from './palette/dragging';
import { Ghost } from './palette/Ghost';
import { focusSearch, Palette } from './palette/Palette';

export interface EditorProps {
  /** Further buttons on the canvas, beside Tidy and the zoom. */
  tools?: ReactNode;
  /** What stands in a corner of the canvas: whether the network can be trained. */
  corner?: ReactNode;
}

/** Palette and canvas, and the keyboard of the whole page. The page asks about the network (`useInspection`). */
export function Editor({ tools, corner }: EditorProps) {
  const { t } = useTranslation('build');
  const narrow = useFlow() === 'down';
  const [open, setOpen] = useState(false);
  const [help, setHelp] = useState(false);
  const carrying = useDragging(({ dragged }) => dragged !== null);
  const { connect } = useConnecting();
  useClipboard();
  // a block that was carried to the canvas is looked at next
  useEffect(() => useDragging.subscribe((now, before) => before.dragged && !now.dragged && setOpen(false)), []);
  useKeyboard({
    connect,
    onEdit: editSelected,
    onHelp: () => setHelp(true),
    onSearch: () => {
      setOpen(true);
      requestAnimationFrame(focusSearch);
    },
  });

  const shown = !narrow || open;
  return (
    <div className={styles.editor}>
      <aside
        aria-label={t('palette.label')}
        className={styles.palette}
        data-open={shown || undefined}
        data-carrying={carrying || undefined}
        onKeyDown={(event) => {
          if (narrow && event.key === 'Escape') setOpen(false);
        }}
      >
        {narrow && (
          <button type="button" className={styles.close} onClick={() => setOpen(false)}>
            {t('palette.close')}
          </button>
        )}
        {shown && <Palette onAdded={() => setOpen(false)} />}
      </aside>
      <Canvas
        corner={corner}
        tools={
          <>
            {narrow && (
              <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t('palette.open')}
              </button>
            )}
            {tools}
            {!narrow && (
              <button type="button" aria-label={t('keyboard.help')} title={t('keyboard.help')} onClick={() => setHelp(true)}>
                ?
              </button>
            )}
          </>
        }
      />
      <Ghost />
      <KeyboardHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
