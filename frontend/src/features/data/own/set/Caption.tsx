import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { getOwnPictureOptions } from '@/api/@tanstack/react-query.gen';
import type { Rows } from '../asking';
import styles from './Set.module.css';
import { pictureWords } from './useSaid';

const PAUSE = 120; // milliseconds that the pointer rests before the name of the file is asked for

/** What is told of the picture under the pointer, or where the keys are. */
export function Caption({ own, rows, at }: { own: OwnOut; rows: Rows | null; at: number | null }) {
  const { t } = useTranslation('own');
  const row = rows && at !== null ? (rows.row[at] ?? null) : null;
  const [asked] = useDebouncedValue(row, PAUSE);
  const { data } = useQuery({
    ...getOwnPictureOptions({ path: { id: own.id, row: asked ?? 0 } }),
    enabled: asked !== null,
    staleTime: 60_000,
    retry: false,
  });
  if (!rows || at === null || row === null) return <p className={styles.caption}>{t('field.hint')}</p>;
  return (
    <p className={styles.caption}>
      {pictureWords(t, own, rows, at)}
      {asked === row && data?.name && <span className={styles.file}>{data.name}</span>}
    </p>
  );
}
