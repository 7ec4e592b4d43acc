import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MadeOut } from '@/api';
import { bytes } from '@/shared/format';
import { fileAddress } from './exports';
import styles from './Exporting.module.css';

/** What was written, to be taken away: one file as it is, several in one archive. */
export function Files({ made }: { made: MadeOut }) {
  const { t } = useTranslation('models');
  const [only] = made.files;
  const one = made.files.length === 1 && only;
  return (
    <div className={styles.files}>
      <Button variant="filled" component="a" href={fileAddress(made)} download>
        {one ? t('export.downloadOne', { name: one.name }) : t('export.downloadAll', { count: made.files.length })}
      </Button>
      <ul aria-label={t('export.files')} className={styles.names}>
        {made.files.map(({ name, size }) => (
          <li key={name}>
            <code>{name}</code> <span className={styles.soft}>{bytes(size)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
