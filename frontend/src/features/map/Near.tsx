import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MapOut, NeighboursOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, significant } from '@/shared/format';
import type { Asked } from '@/shared/job';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { Example } from './Example';
import styles from './Map.module.css';
import { whyAddress } from './place';

interface Props {
  model: string;
  map: MapOut;
  chosen: number | null;
  opened: boolean;
  open: () => void;
  asked: Asked;
  found: NeighboursOut | null;
}

/** The training examples that are nearest to the chosen one, by the angle between their features. */
export function Near({ model, map, chosen, opened, open, asked, found }: Props) {
  const { t } = useTranslation('map');
  const rows = found?.rows.map(({ row }) => row) ?? [];
  return (
    <Panel label={t('near.title')} className={opened ? `${styles.card} ${styles.opened}` : styles.card}>
      {chosen === null ? (
        <p className={styles.help}>{t('near.none')}</p>
      ) : !opened ? (
        <Button onClick={open}>{t('near.find')}</Button>
      ) : asked.error ? (
        <ErrorText error={asked.error} retry={asked.again} />
      ) : !found ? (
        <Waiting />
      ) : (
        <>
          <ol className={styles.near}>
            {found.rows.map(({ row, label, distance }) => (
              <li key={row}>
                <Link to={whyAddress(model, row)} data-other={label !== map.class_names[map.label[chosen] ?? 0]}>
                  <Example of={{ ...found, class_names: map.class_names }} label={map.class_names.indexOf(label)} row={row} sheet={rows} />
                  <b>{visible(label)}</b>
                  <span className="unseen">{t('near.distance')}</span>
                  <span className="num">{significant(distance, 2)}</span>
                  <span className="unseen">{t('near.example', { row: number(row) })}</span>
                </Link>
              </li>
            ))}
          </ol>
          <p className={styles.help}>
            {t('near.help', { number: number(found.looked), node: found.node })} {map.split === 'train' && t('near.lines')}
          </p>
        </>
      )}
    </Panel>
  );
}
