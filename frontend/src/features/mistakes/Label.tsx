import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import type { Correction } from './corrections';
import styles from './Mistakes.module.css';

/** What a picture is, struck out where it was put right; the rest of a tile's name says the old label already. */
export function Label({ of, correction }: { of: { label: string }; correction: Correction | undefined }) {
  const { t } = useTranslation('mistakes');
  return (
    <>
      <span className={styles.is} aria-hidden="true">
        {t('picture.is', { label: visible(of.label) })}
      </span>
      {correction && (
        <span className={styles.now}>
          {correction.correction === 'exclude' ? t('picture.left') : t('picture.now', { label: visible(correction.label) })}
        </span>
      )}
    </>
  );
}
