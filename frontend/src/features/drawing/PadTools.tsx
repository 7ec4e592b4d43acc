import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawingOptions } from './DrawingOptions';
import { useDrawing } from './drawingStore';
import { PadButton } from './PadButton';
import styles from './DrawingPad.module.css';

const PICTURES = {
  undo: 'M8 5L4 9l4 4M4 9h7.5a4 4 0 010 8H9',
  eraser: 'M8.5 16.5l-4-4a1.4 1.4 0 010-2l6-6a1.4 1.4 0 012 0l3.5 3.5a1.4 1.4 0 010 2l-6.5 6.5zM7.5 7.5l5.5 5.5M8.5 16.5H16',
  clear: 'M4 6h12M8 6V4h4v2M6 6l.7 10.5h6.6L14 6M8.5 9v4.5M11.5 9v4.5',
  more: 'M4.5 10h.8M9.6 10h.8M14.7 10h.8',
};

/** Undo stroke, eraser and clear; behind "more" pen width and kept drawings, unless these stand open beside the pad. */
export function PadTools({ more }: { more: boolean }) {
  const { t } = useTranslation('drawing');
  const { undo, clear, setTool } = useDrawing.getState();
  const [open, setOpen] = useState(false);
  const tool = useDrawing((state) => state.tool);
  const empty = useDrawing((state) => state.strokes.length === 0);
  const untouched = useDrawing((state) => state.past.length === 0);
  return (
    <div className={styles.tools}>
      <PadButton label={t('undoStroke')} picture={PICTURES.undo} refusal={untouched && t('nothingToUndo')} onClick={undo} />
      <PadButton
        label={t('eraser')}
        picture={PICTURES.eraser}
        pressed={tool === 'eraser'}
        onClick={() => setTool(tool === 'eraser' ? 'pen' : 'eraser')}
      />
      <PadButton label={t('clear')} picture={PICTURES.clear} refusal={empty && t('nothingDrawn')} onClick={clear} />
      {more && (
        <Popover opened={open} onChange={setOpen} position="top-end" width={280} trapFocus returnFocus>
          <Popover.Target>
            <PadButton label={t('more')} picture={PICTURES.more} onClick={() => setOpen(!open)} />
          </Popover.Target>
          <Popover.Dropdown aria-label={t('more')}>
            <DrawingOptions />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
