import { useTranslation } from 'react-i18next';
import { number, significant } from '@/shared/format';
import type { Stop } from '../shared';
import styles from './Descent.module.css';

/** The rule with the numbers of the last step: w ← w − rate · dL/dw. */
export function LastStep({ track }: { track: readonly Stop[] }) {
  const { t } = useTranslation('lesson-descent');
  const [before, after] = [track.at(-2), track.at(-1)];
  if (!before || !after || after.step !== before.step + 1) return <p className={styles.rule}>{t('last.hint')}</p>;
  const row = (name: string, from: number, slope: number, to: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>
        {number(from, 3)} − {significant(after.rate)} · {slope < 0 ? `(${number(slope, 3)})` : number(slope, 3)}
      </td>
      <td>= {number(to, 3)}</td>
    </tr>
  );
  return (
    <table className={styles.rule}>
      <caption>{t('last.title')}</caption>
      <tbody>
        {row('w₁', before.x, after.slope.x, after.x)}
        {row('w₂', before.y, after.slope.y, after.y)}
      </tbody>
    </table>
  );
}
