/** Copy, cut and paste blocks as text, through the browser's own clipboard events, which ask for no permission. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/shared/toast';
import { copySelected, pastePiece, removeSelected } from '../edit';
import { readPiece, writePiece } from '../graph';
import { isCovered, isField } from './shortcuts';

export function useClipboard(): void {
  const { t } = useTranslation('build');
  useEffect(() => {
    const belongsToPage = ({ target }: Event) => !isField(target) && !isCovered();
    const copy = (event: ClipboardEvent) => {
      const marked = window.getSelection()?.isCollapsed === false;
      const piece = belongsToPage(event) && !marked ? copySelected() : undefined;
      if (!piece || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', writePiece(piece));
      event.preventDefault();
      if (event.type === 'cut') removeSelected(true);
      else toast(t('canvas.copied', { count: piece.nodes.length }));
    };
    const paste = (event: ClipboardEvent) => {
      const piece = belongsToPage(event) ? readPiece(event.clipboardData?.getData('text/plain') ?? '') : undefined;
      if (!piece) return;
      event.preventDefault();
      pastePiece(piece);
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [t]);
}
