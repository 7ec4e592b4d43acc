import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DatasetOut } from '@/api';
import { labelOf, MY_DRAWINGS, summaryOf } from './datasets';
import { MyDrawings } from './MyDrawings';
import { PicturesDetail } from './PicturesDetail';
import { PointsDetail } from './PointsDetail';
import { Preparation } from './Preparation';
import { TextDetail } from './TextDetail';
import { UseDataset } from './UseDataset';
import styles from './DatasetDetail.module.css';

/** One data set, opened. `pad` is where one draws more of one's own. */
export function DatasetDetail({ set, pad }: { set: DatasetOut; pad: ReactNode }) {
  const { t } = useTranslation('data');
  return (
    <>
      <Link to="/data" className={styles.back}>
        ← {t('back')}
      </Link>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{labelOf(set)}</h1>
          <p className={styles.help}>{summaryOf(set)}</p>
        </div>
        {(set.state === 'ready' || set.name === MY_DRAWINGS) && <UseDataset set={set} />}
      </header>
      <Content set={set} pad={pad} />
    </>
  );
}

function Content({ set, pad }: { set: DatasetOut; pad: ReactNode }) {
  if (set.name === MY_DRAWINGS) return <MyDrawings pad={pad} />;
  if (set.state !== 'ready') return <Preparation set={set} />;
  if (set.kind === 'text') return <TextDetail set={set} />;
  return set.kind === 'points' ? <PointsDetail set={set} /> : <PicturesDetail set={set} />;
}
