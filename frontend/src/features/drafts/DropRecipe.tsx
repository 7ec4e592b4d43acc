import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toastError } from '@/shared/toast';
import styles from './Drafts.module.css';
import { importFile } from './importFile';
import { looksLikeRecipe } from './importing';

/** A recipe or model file dropped anywhere on the page, or a recipe pasted as text, becomes a new draft. */
export function DropRecipe() {
  const { t } = useTranslation('drafts');
  const [over, setOver] = useState(false);

  useEffect(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault(); // without this the browser would open the file instead of the studio
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) void importFile(file).catch(toastError);
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isField(event.target) || !looksLikeRecipe(text)) return;
      event.preventDefault();
      void importFile(text).catch(toastError);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);

  return over && <div className={styles.drop}>{t('drop')}</div>;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
