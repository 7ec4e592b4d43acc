import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';
import { Panel } from '@/shared/ui';
import { AugmentingPanel } from './AugmentingPanel';
import { ClassBars } from './ClassBars';
import type { Split } from './datasets';
import { SplitChoice } from './SplitChoice';
import { Thumbnails } from './Thumbnails';
import styles from './DatasetDetail.module.css';

/** A data set of pictures: all of them to look at, how the classes are balanced, and what may be changed at random. */
export function PicturesDetail({ set }: { set: DatasetOut }) {
  const { t } = useTranslation('data');
  const [split, setSplit] = useState<Split>('train');
  const [label, setLabel] = useState<number | null>(null);
  const counts = split === 'train' ? set.train_counts : set.test_counts;
  return (
    <>
      <div className={styles.columns}>
        <Panel label={t('examples')} heading={null} className={styles.panel}>
          <Thumbnails set={set} split={split} label={label} />
        </Panel>
        <Panel label={t('balance')} heading={t('splitTitle')} className={styles.panel}>
          <SplitChoice set={set} split={split} choose={setSplit} />
          <h2 className={styles.subheading}>{t('balance')}</h2>
          <p className={styles.help}>{t('balanceHelp')}</p>
          <ClassBars names={set.class_names ?? []} counts={counts ?? []} chosen={label} choose={setLabel} />
        </Panel>
      </div>
      <AugmentingPanel set={set} />
    </>
  );
}
