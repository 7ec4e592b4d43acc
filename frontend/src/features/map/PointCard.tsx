import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MapOut } from '@/api';
import { number } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { Example } from './Example';
import styles from './Map.module.css';
import { whyAddress } from './place';
import { answerWords } from './wording';

interface Props {
  model: string;
  map: MapOut;
  /** The point under the pointer, else the one that was chosen. */
  point: number | null;
}

/** The example that is looked at: what it is, what the network took it for, and how sure it was. */
export function PointCard({ model, map, point }: Props) {
  const { t } = useTranslation('map');
  const row = point === null ? undefined : map.row[point];
  return (
    <Panel label={t('point.title')} className={`${styles.card} ${styles.pointCard}`}>
      {point === null || row === undefined ? (
        <p className={styles.help}>{t('point.none')}</p>
      ) : (
        <div className={styles.point} data-wrong={map.label[point] !== map.predicted[point]}>
          <Example of={map} label={map.label[point] ?? 0} row={row} />
          <div className={styles.words}>
            <b>{answerWords(t, map, point)}</b>
            <span className={styles.help}>{t('point.row', { row: number(row), split: t(`split.${map.split}`) })}</span>
            <Button component={Link} to={whyAddress(model, row)}>
              {t('point.why')}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}
