import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { DatasetOut } from '@/api';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Waiting } from '@/shared/ui';
import { AugmentingPanel } from './AugmentingPanel';
import { DatasetDetail } from './DatasetDetail';
import { isOwn, labelOf, ownId, useDatasets } from './datasets';
import { Gallery } from './Gallery';
import type { Pad } from './own/collecting/Collecting';
import { DropPlace } from './own/importing/DropPlace';
import { ImportPlace } from './own/importing/ImportPlace';
import styles from './DataBrowser.module.css';

const ImportView = lazy(async () => ({ default: (await import('./own/importing/ImportView')).ImportView }));
const OwnSet = lazy(async () => ({ default: (await import('./own/set/OwnSet')).OwnSet }));

interface Props {
  /** Where one draws digits, which are kept among "My drawings". */
  pad: ReactNode;
  /** Where one draws pictures for a data set of one's own. */
  collecting: Pad;
}

/** The data page: the gallery, the data set that the address names with `?set=`, or an import with `?import=`. */
export function DataBrowser({ pad, collecting }: Props) {
  const { t } = useTranslation('data');
  const [search] = useSearchParams();
  const { data: sets, error, refetch } = useDatasets();
  const open = sets?.find(({ name }) => name === search.get('set'));
  const importing = search.get('import');
  usePageTitle(open ? labelOf(open) : t('title'));
  const into = open && isOwn(open) ? { into: ownId(open), name: labelOf(open) } : {};
  return (
    <div className={styles.page}>
      {importing === null && <DropPlace {...into} />}
      <Suspense fallback={<Waiting />}>
        {importing !== null ? (
          <ImportView key={importing} id={importing} />
        ) : open ? (
          <Opened key={open.name} set={open} pad={pad} collecting={collecting} />
        ) : (
          <>
            <h1 className={styles.title}>{t('title')}</h1>
            <p className={styles.intro}>{t('intro')}</p>
            <ImportPlace />
            {error ? <ErrorText error={error} retry={() => void refetch()} /> : sets ? <Gallery sets={sets} /> : <Waiting />}
          </>
        )}
      </Suspense>
    </div>
  );
}

function Opened({ set, pad, collecting }: Props & { set: DatasetOut }) {
  if (!isOwn(set)) return <DatasetDetail set={set} pad={pad} />;
  return <OwnSet set={set} pad={collecting} augmenting={<AugmentingPanel set={set} />} />;
}
