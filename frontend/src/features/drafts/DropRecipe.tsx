import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toastError } from '@/shared/toast';
import { useFileDrop } from '@/shared/useFileDrop';
import styles from './Drafts.module.css';
import { importFile } from './importFile';
import { looksLikeRecipe } from './importing';

/** A recipe or model file dropped anywhere on the page, or a recipe pasted as text, becomes a new draft. */
export function DropRecipe() {
  const { t } = useTranslation('drafts');
  const over = useFileDrop(({ files }) => {
    if (files[0]) void importFile(files[0]).catch(toastError);
  });

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isField(event.target) || !looksLikeRecipe(text)) return;
      event.preventDefault();
      void importFile(text).catch(toastError);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  return over && <div className={styles.drop}>{t('drop')}</div>;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
