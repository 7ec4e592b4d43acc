import { useTranslation } from 'react-i18next';
import { bytes, duration, number, percent, significant } from '@/shared/format';
import { stateWord } from '@/shared/run';
import { StateMark } from '@/shared/StateMark';
import { bestOf, type Compared, type Result, resultOf, RESULTS } from './comparison';
import styles from './Compare.module.css';
import { RunHeads } from './RunHeads';

const WRITTEN: Record<Result, (value: number | null) => string> = {
  accuracy: (value) => percent(value, 2),
  test_accuracy: (value) => percent(value, 2),
  test_loss: (value) => significant(value, 4),
  validation_loss: (value) => significant(value, 4),
  loss: (value) => significant(value, 4),
  parameters: (value) => number(value),
  seconds: duration,
  images_per_second: (value) => number(value),
  size: bytes,
};

/** What came of the runs; the best of each row is marked. */
export function ResultsTable({ all }: { all: readonly Compared[] }) {
  const { t } = useTranslation('runs');
  const runs = all.map(({ run }) => run);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <RunHeads runs={runs} />
        <tbody>
          <tr>
            <th scope="row">{t('columns.state')}</th>
            {runs.map((run) => (
              <td key={run.id}>
                <StateMark state={stateWord(run)} />
              </td>
            ))}
          </tr>
          {RESULTS.map((result) => {
            const values = all.map((one) => resultOf(one, result));
            const best = bestOf(values, result);
            return (
              <tr key={result}>
                <th scope="row">{t(`results.${result}`)}</th>
                {values.map((value, place) => (
                  <td key={runs[place]?.id} className="num" data-best={best.has(place) || undefined}>
                    {WRITTEN[result](value)}
                    {best.has(place) && (
                      <>
                        <span aria-hidden="true"> ★</span>
                        <span className="unseen"> ({t('comparison.best')})</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
