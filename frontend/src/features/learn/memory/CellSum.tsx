import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import styles from './Memory.module.css';
import { type Name, type OverTime, valueAt } from './overTime';

/** What the gates of one unit did to its memory at a letter, as the sum that it is. */
export function CellSum({ time, unit, at }: { time: OverTime; unit: number; at: number }) {
  const { t } = useTranslation('lesson-memory');
  const value = (name: Name, letter = at) => number(valueAt(time, name, letter, unit), 2);
  const term = (name: string, text: string) => (
    <span className={styles.term}>
      <b className="num">{text}</b>
      <small>{name}</small>
    </span>
  );
  return (
    <p className={styles.sum} aria-label={t('sum.name')} role="group">
      {term(t('sum.keep'), value('f'))}
      <span>·</span>
      {term(t('sum.before'), value('c', at - 1))}
      <span>+</span>
      {term(t('sum.write'), value('i'))}
      <span>·</span>
      {term(t('sum.new'), value('g'))}
      <span>=</span>
      {term(t('sum.cell'), value('c'))}
    </p>
  );
}
