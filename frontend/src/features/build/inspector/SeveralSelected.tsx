import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/announce';
import { duplicateSelected, removeSelected } from '../edit';
import { Heading } from './Heading';
import styles from './Inspector.module.css';

/** Several blocks at once: what can be done with all of them. */
export function SeveralSelected({ names }: { names: string[] }) {
  const { t } = useTranslation('build');
  return (
    <>
      <Heading title={t('inspector.several', { count: names.length })}>{names.join(', ')}</Heading>
      <div className={styles.actions}>
        <Button onClick={() => duplicateSelected()}>{t('inspector.duplicate')}</Button>
        <Button onClick={() => announce(t('canvas.removed', { count: removeSelected().length }))}>
          {t('inspector.delete')}
        </Button>
      </div>
    </>
  );
}
