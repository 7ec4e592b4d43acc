import { useTranslation } from 'react-i18next';
import type { SweepOut } from '@/api';
import { number, percent } from '@/shared/format';
import styles from './Experiment.module.css';

const MEASURES = ['diversity', 'fidelity'] as const;

/** What the runs show together: whether what was claimed holds here, and which way each curve goes. */
export function Found({ sweep }: { sweep: SweepOut }) {
  const { t } = useTranslation('generate');
  const { code, facts, curves, trends } = sweep.finding;
  const [first, last] = [curves[0], curves.at(-1)];
  return (
    <div role="status">
      <p className={styles.finding}>
        {t(`experiment.findings.${code}`, { runs: number(facts.runs as number), shares: number(facts.shares as number) })}
      </p>
      {code !== 'few' && first && last && (
        <ul className={styles.trends}>
          {MEASURES.map((measure) => {
            const trend = trends[measure];
            const way = !trend?.clear ? 'unclear' : trend.rank > 0 ? 'rises' : 'falls';
            return (
              <li key={measure}>
                {t(`experiment.trends.${way}`, {
                  what: t(`experiment.${measure}`),
                  from: percent(first[measure]),
                  to: percent(last[measure]),
                  least: number(first.noise),
                  most: number(last.noise),
                })}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
