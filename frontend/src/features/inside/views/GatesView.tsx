import { useTranslation } from 'react-i18next';
import type { SumOut } from '@/api';
import { amount } from '@/shared/maps/amount';
import { total } from '@/shared/maps/windows';
import { TermsView } from './TermsView';
import type { ViewProps } from './index';
import styles from './Views.module.css';

/** A recurrent unit at one step: what each gate summed, how far it opened, and what they made of the state. */
export function GatesView({ cell, source }: ViewProps) {
  const { t } = useTranslation('inside');
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.gates}>
          <caption>{t('gates.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('gates.gate')}</th>
              <th scope="col">x · W</th>
              <th scope="col">h · U</th>
              <th scope="col">{t('cell.bias')}</th>
              <th scope="col">{t('gates.function')}</th>
              <th scope="col">{t('cell.value')}</th>
            </tr>
          </thead>
          <tbody>
            {cell.sums.map((sum) => (
              <tr key={sum.name}>
                <th scope="row" title={t(`gates.${sum.name}`, { defaultValue: sum.name })}>
                  {sum.name}
                </th>
                <td>{amount(of(sum, 'x'))}</td>
                <td>{amount(of(sum, 'h'))}</td>
                <td>{amount(sum.bias)}</td>
                <td>
                  {sum.function}({amount(sum.total)})
                </td>
                <td>
                  <b>{amount(sum.value)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TermsView cell={cell} source={source} />
    </>
  );
}

function of({ terms }: SumOut, array: string): number | null {
  return total(terms.filter((term) => term.of === array).map(({ value }) => value));
}
