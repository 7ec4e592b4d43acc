import { useTranslation } from 'react-i18next';
import type { PhaseOut } from '@/api';
import { percent } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import styles from './Slow.module.css';

/** How far each parameter went, beside its slope and its own length. */
export function UpdateTable({ phase }: { phase: PhaseOut }) {
  const { t } = useTranslation('inside-time');
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('step.updates')}>
      <table className={styles.ladder}>
        <thead>
          <tr>
            <th scope="col">{t('step.parameter')}</th>
            <th scope="col">{t('step.gradientNorm')}</th>
            <th scope="col">{t('step.weightNorm')}</th>
            <th scope="col">{t('step.moved')}</th>
            <th scope="col">{t('step.ratio')}</th>
          </tr>
        </thead>
        <tbody>
          {phase.updates.map((one) => (
            <tr key={one.parameter}>
              <th scope="row">{one.parameter}</th>
              <td className="num">{amount(one.gradient_norm)}</td>
              <td className="num">{amount(one.weight_norm)}</td>
              <td className="num">{amount(one.change_norm)}</td>
              <td className="num">{one.ratio === null ? '–' : percent(one.ratio, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
