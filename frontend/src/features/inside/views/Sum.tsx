import { useTranslation } from 'react-i18next';
import type { CellOut } from '@/api';
import { amount } from '@/shared/maps/amount';
import styles from './Views.module.css';

/** What is added at the end, and what comes out. */
export function Sum({ cell, parts = [] }: { cell: CellOut; parts?: { key: string; name: string; value: number | null }[] }) {
  const { t } = useTranslation('inside');
  const shown = [
    ...parts,
    ...(cell.bias ? [{ key: 'bias', name: t('cell.bias'), value: cell.bias }] : []),
    ...(cell.rest !== 0 ? [{ key: 'rest', name: t('cell.rest'), value: cell.rest }] : []),
  ];
  return (
    <dl className={styles.sum}>
      {shown.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{amount(value, 4)}</dd>
        </div>
      ))}
      <div className={styles.result}>
        <dt>{t('cell.value')}</dt>
        <dd>= {amount(cell.value, 4)}</dd>
      </div>
    </dl>
  );
}

/** Numbers on the way that have a name. */
export function Steps({ steps }: Pick<CellOut, 'steps'>) {
  const { t } = useTranslation('inside');
  if (steps.length === 0) return null;
  return (
    <dl className={styles.sum}>
      {steps.map(({ name, value }) => (
        <div key={name}>
          <dt>{t(`steps.${name}`, { defaultValue: name })}</dt>
          <dd>{amount(value, 4)}</dd>
        </div>
      ))}
    </dl>
  );
}
