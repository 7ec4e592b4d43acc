import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api';
import { bytes, number } from '@/shared/format';
import styles from './Importing.module.css';
import type { Sending } from './sendings';

const WORDS = { receiving: 'send', surveying: 'look', importing: 'import' } as const;

/** How far it is, in a bar and in words, and the way to end it. */
export function OnItsWay({ found, sending, end }: { found: ImportOut; sending?: Sending; end: () => void }) {
  const { t } = useTranslation('own');
  const named = WORDS[found.state as keyof typeof WORDS] ?? 'import';
  const step = named === 'import' && found.into ? 'add' : named;
  const [done, total] = sending ? [sending.sent, sending.total] : [found.done, found.total ?? 0];
  const counted = sending ? bytes : number;
  const words = total > 0 ? t('import.doneOf', { done: counted(done), total: counted(total) }) : t('import.begins');
  return (
    <div className={styles.way}>
      <h2 className={styles.heading}>{t(`import.now.${step}`)}</h2>
      <Progress value={total > 0 ? Math.min((100 * done) / total, 100) : 0} aria-label={t(`import.now.${step}`)} />
      <div className={styles.row}>
        <span className={styles.told}>{words}</span>
        <Button onClick={end}>{t('import.cancel')}</Button>
      </div>
      <p className={styles.help}>{t(`import.text.${step}`)}</p>
    </div>
  );
}
