import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import styles from './Compare.module.css';
import type { Difference, Group } from './recipeDiff';
import { RunHeads } from './RunHeads';

const GROUPS: readonly Group[] = ['data', 'network', 'training'];

/** What differs between the recipes, grouped as a recipe is. */
export function DifferencesTable({ runs, differences }: { runs: readonly RunDetail[]; differences: readonly Difference[] }) {
  const { t } = useTranslation('runs');
  if (differences.length === 0) return <p className={styles.none}>{t('comparison.sameRecipe')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <RunHeads runs={runs} />
        {GROUPS.map((group) => {
          const rows = differences.filter((difference) => difference.group === group);
          if (rows.length === 0) return null;
          return (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={runs.length + 1} className={styles.group}>
                  {t(`comparison.${group}`)}
                </th>
              </tr>
              {rows.map(({ path, values }) => (
                <tr key={path}>
                  <th scope="row">
                    <code>{path}</code>
                  </th>
                  {values.map((value, place) => (
                    <td key={runs[place]?.id} data-missing={typeof value !== 'string' || undefined}>
                      {value === null ? '–' : (value ?? t('comparison.default'))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
