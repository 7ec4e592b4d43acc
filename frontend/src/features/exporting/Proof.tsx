import { useTranslation } from 'react-i18next';
import type { MadeOut } from '@/api';
import { number, percent } from '@/shared/format';
import { problemText } from '@/shared/ui';
import { scientific } from './scientific';
import styles from './Exporting.module.css';

/** That the written files were run by their own runtime, and how far their answers are from the engine's. */
export function Proof({ made: { format, proof, lost } }: { made: MadeOut }) {
  const { t } = useTranslation('models');
  if (!proof) return null;
  const state = proof.missing !== null ? 'missing' : proof.agree ? 'agrees' : 'differs';
  const sign = { missing: '○', agrees: '✓', differs: '✗' }[state];
  const facts = { runtime: t(`export.runtimes.${format}`, { defaultValue: proof.runtime }), count: proof.samples, number: number(proof.samples), difference: scientific(proof.difference), reason: proof.missing && problemText(proof.missing) };
  return (
    <div className={styles.proof} data-state={state}>
      <span aria-hidden="true" className={styles.sign}>
        {sign}
      </span>
      <div>
        <p>{t(`export.proof.${state}`, facts)}</p>
        {lost && (
          <p className={styles.soft}>
            {lost.same !== null && t('export.lost.same', { count: lost.samples, number: number(lost.samples), share: percent(lost.same, 2) })}{' '}
            {lost.before !== null && lost.after !== null && t('export.lost.accuracy', { before: percent(lost.before, 2), after: percent(lost.after, 2) })}
          </p>
        )}
      </div>
    </div>
  );
}
