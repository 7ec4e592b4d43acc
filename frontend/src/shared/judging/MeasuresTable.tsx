import { useTranslation } from 'react-i18next';
import styles from './MeasuresTable.module.css';
import { measuresOf, type Verdict } from './verdict';

interface Props {
  verdict: Verdict;
  /** The keys of what is shown; all that was measured unless given. */
  only?: readonly string[];
}

/** Each number of a verdict beside that of real examples, with a sentence that says what it means. */
export function MeasuresTable({ verdict, only }: Props) {
  const { t } = useTranslation('generate');
  const shown = measuresOf(verdict).filter(({ key }) => only?.includes(key) ?? true);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('judge.measure')}</th>
          <th scope="col">{t('judge.generated')}</th>
          <th scope="col">{t('judge.real')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ key, generated, real, facts }) => (
          <tr key={key}>
            <th scope="row">
              {t(`judge.measures.${key}.name`)}
              <span className={styles.sentence}>{t(`judge.measures.${key}.text`, facts)}</span>
            </th>
            <td className="num">
              <strong>{generated}</strong>
            </td>
            <td className="num">{real ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
