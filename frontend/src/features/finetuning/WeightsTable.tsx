import { useTranslation } from 'react-i18next';
import type { FineTuningOut } from '@/api';
import { number, sizes } from '@/shared/format';
import { becomes, counted, someClasses } from './tuning';
import styles from './FineTuning.module.css';

const SIGNS = { taken: '✓', frozen: '❄', new: '+', unused: '–' };

/** Every array of the new network and of the model, and what becomes of it. */
export function WeightsTable({ tuning }: { tuning: FineTuningOut }) {
  const { t } = useTranslation('models');
  const { all, taken } = counted(tuning);
  return (
    <section aria-label={t('tune.weights')}>
      <p className={styles.summary}>
        {t('tune.taken', { count: all, taken: number(taken), all: number(all) })}{' '}
        {tuning.new_head && t('tune.learns', { head: tuning.head, classes: someClasses(tuning.class_names) })}
      </p>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('tune.table')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('tune.columns.name')}</th>
              <th scope="col">{t('tune.columns.becomes')}</th>
              <th scope="col">{t('tune.columns.here')}</th>
              <th scope="col">{t('tune.columns.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {tuning.weights.map((weight) => {
              const what = becomes(weight);
              return (
                <tr key={weight.name} data-becomes={what}>
                  <th scope="row">
                    <code>{weight.name}</code>
                  </th>
                  <td>
                    <span aria-hidden="true">{SIGNS[what]}</span> {t(`tune.becomes.${what}`)}
                  </td>
                  <td>{weight.shape === null ? '–' : sizes(weight.shape)}</td>
                  <td>{weight.theirs === null ? '–' : sizes(weight.theirs)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
