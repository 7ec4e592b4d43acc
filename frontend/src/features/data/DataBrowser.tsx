import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Waiting } from '@/shared/ui';
import { DatasetDetail } from './DatasetDetail';
import { labelOf, useDatasets } from './datasets';
import { Gallery } from './Gallery';
import styles from './DataBrowser.module.css';

/** The data page: the gallery, or the data set that the address names with `?set=`. */
export function DataBrowser({ pad }: { pad: ReactNode }) {
  const { t } = useTranslation('data');
  const [search] = useSearchParams();
  const { data: sets, error, refetch } = useDatasets();
  const open = sets?.find(({ name }) => name === search.get('set'));
  usePageTitle(open ? labelOf(open) : t('title'));
  return (
    <div className={styles.page}>
      {open ? (
        <DatasetDetail key={open.name} set={open} pad={pad} />
      ) : (
        <>
          <h1 className={styles.title}>{t('title')}</h1>
          <p className={styles.intro}>{t('intro')}</p>
          {error ? <ErrorText error={error} retry={() => void refetch()} /> : sets ? <Gallery sets={sets} /> : <Waiting />}
        </>
      )}
    </div>
  );
}
