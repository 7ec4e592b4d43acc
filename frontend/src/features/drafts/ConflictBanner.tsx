import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { relativeTime } from '@/shared/format';
import { toastError } from '@/shared/toast';
import { useWorkbench } from '@/shared/workbench';
import styles from './Drafts.module.css';
import { useSaving } from './saver';
import { saver } from './shelf';

/** Another tab saved this draft meanwhile: nothing is written over, and whoever sits here decides. */
export function ConflictBanner() {
  const { t } = useTranslation('drafts');
  const saving = useSaving((store) => store.saving);
  const name = useWorkbench((bench) => bench.name);
  if (saving.state !== 'conflict') return null;
  return (
    <div role="alert" className={styles.banner}>
      <p>{t('conflict.text', { ago: relativeTime(saving.current.updated) })}</p>
      <Button onClick={() => saver.takeTheirs()}>{t('conflict.take')}</Button>
      <Button onClick={() => void saver.keepMine(t('copyOf', { name })).catch(toastError)}>{t('conflict.keep')}</Button>
    </div>
  );
}
