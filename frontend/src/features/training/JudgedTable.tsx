import { useTranslation } from 'react-i18next';
import type { Course } from '@/shared/course';
import { number, percent } from '@/shared/format';
import styles from './CurvesPanel.module.css';

/** What the judge said, one row for each time that it looked at what the generator made. */
export function JudgedTable({ course }: { course: Course | undefined }) {
  const { t } = useTranslation('training');
  const rows = course?.judged ?? [];
  if (rows.length === 0) return <p className={styles.none}>{t('generator.judgedLater')}</p>;
  // points of the plane are near real ones or not, pictures are read as what was asked for
  const points = rows.some((row) => row.quality !== null);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('generator.judged')}>
      <table className={styles.table}>
        <caption className="unseen">{t('generator.judged')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.step')}</th>
            <th scope="col">{t(points ? 'generator.quality' : 'generator.agreement')}</th>
            <th scope="col">{t(points ? 'generator.coverage' : 'generator.classes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.step} data-best={row.best || undefined}>
              <th scope="row">{number(row.step)}</th>
              <td>{percent(points ? row.quality : row.agreement)}</td>
              <td>
                {points ? percent(row.coverage) : number(row.classesSeen)}
                {row.best && <span title={t('table.best')}> ★</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
