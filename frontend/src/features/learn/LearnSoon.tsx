import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePageTitle } from '@/shared/page';
import { EmptyState, PixelImage } from '@/shared/ui';
import { answers, SIZE } from './answers';
import styles from './LearnSoon.module.css';

const NEURONS = [1, 2, 3];

/** What will stand here: lessons that begin with one neuron. */
export function LearnSoon() {
  const { t } = useTranslation('learn');
  usePageTitle(t('title'));
  const pictures = useMemo(() => NEURONS.map(answers), []);
  return (
    <EmptyState
      page
      title={t('soon.title')}
      action={
        <Button variant="filled" component={Link} to="/playground">
          {t('playground')}
        </Button>
      }
      picture={
        <div role="img" aria-label={t('soon.picture')} className={styles.row}>
          {pictures.map((values, place) => (
            <PixelImage key={place} label="" values={values} width={SIZE} height={SIZE} scale="activations" extent={1} className={styles.picture} />
          ))}
        </div>
      }
    >
      {t('soon.text')}
    </EmptyState>
  );
}
