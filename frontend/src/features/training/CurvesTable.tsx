import { useTranslation } from 'react-i18next';
import type { Course } from '@/shared/course';
import { number, percent, significant } from '@/shared/format';
import styles from './CurvesPanel.module.css';

/** The numbers behind the curves, one row for each look at the validation data. */
export function CurvesTable({ course }: { course: Course | undefined }) {
  const { t } = useTranslation('training');
  const rows = course?.evaluated ?? [];
  if (rows.length === 0) return <p className={styles.none}>{t('table.none')}</p>;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('table.caption')}>
      <table className={styles.table}>
        <caption className="unseen">{t('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.epoch')}</th>
            <th scope="col">{t('table.step')}</th>
            <th scope="col">{t('table.trainingLoss')}</th>
            <th scope="col">{t('table.validationLoss')}</th>
            <th scope="col">{t('table.trainingAccuracy')}</th>
            <th scope="col">{t('table.validationAccuracy')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.step} data-best={row.best || undefined}>
              <th scope="row">{number(row.epoch)}</th>
              <td>{number(row.step)}</td>
              <td>{significant(row.trainingLoss)}</td>
              <td>{significant(row.loss)}</td>
              <td>{percent(row.trainingAccuracy)}</td>
              <td>
                {percent(row.accuracy)}
                {row.best && <span title={t('table.best')}> ★</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
