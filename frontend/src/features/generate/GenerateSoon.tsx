import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '@/shared/page';
import { EmptyState, PixelImage } from '@/shared/ui';
import { STEPS, SIZE, emerging } from './emerging';
import styles from './GenerateSoon.module.css';

/** What will stand here: pictures that a network makes out of noise. */
export function GenerateSoon() {
  const { t } = useTranslation('generate');
  usePageTitle(t('title'));
  const pictures = useMemo(() => Array.from({ length: STEPS }, (_, step) => emerging(step)), []);
  return (
    <EmptyState
      page
      title={t('soon.title')}
      picture={
        <div role="img" aria-label={t('soon.picture')} className={styles.row}>
          {pictures.map((values, step) => (
            <PixelImage key={step} label="" values={values} width={SIZE} height={SIZE} scale="chalk" className={styles.picture} />
          ))}
        </div>
      }
    >
      {t('soon.text')}
    </EmptyState>
  );
}
