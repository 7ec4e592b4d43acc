import { useTranslation } from 'react-i18next';
import type { HealthOut } from '@/api';
import { listing, number, percent } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { ErrorText, Waiting } from '@/shared/ui';
import { Histogram } from '../Histogram';
import styles from '../Inside.module.css';

interface Props {
  health: HealthOut | undefined;
  error: unknown;
  again: () => void;
  node: string;
  choose: (name: string) => void;
}

const MOST_NAMED = 24;

/** How a node fares over many examples, and how the gradient flows through the depth. */
export function HealthTab({ health, error, again, node, choose }: Props) {
  const { t } = useTranslation('inside');
  if (!health) return error ? <ErrorText error={error} retry={again} /> : <Waiting />;
  const own = health.nodes.find(({ name }) => name === node);
  return (
    <div className={styles.tab}>
      <p className={styles.help}>{t('health.over', { count: health.count, number: number(health.count) })}</p>
      {own ? (
        <>
          <Histogram of={own.output} label={t('health.output', { node })} />
          <ul className={styles.facts}>
            {own.dead && (
              <li>
                {own.dead.length === 0
                  ? t('health.noneDead', { count: own.units, number: number(own.units) })
                  : `△ ${t('health.dead', { count: own.dead.length, number: number(own.dead.length), total: number(own.units), which: listing(own.dead.slice(0, MOST_NAMED).map(String)) })}`}
              </li>
            )}
            {own.saturated !== null && <li>{t('health.saturated', { share: percent(own.saturated) })}</li>}
            <li>{t('health.gradient', { value: amount(own.gradient_norm) })}</li>
            {own.parameters.map((one) => (
              <li key={one.name}>
                {t('health.parameter', { name: one.name, norm: amount(one.norm), gradient: amount(one.gradient_norm), ratio: amount(one.ratio) })}
                {one.nan + one.infinite > 0 && <b className={styles.bad}> ✕ {t('histogram.broken', { count: one.nan + one.infinite, number: number(one.nan + one.infinite) })}</b>}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.help}>{t('health.input')}</p>
      )}
      <Flow health={health} node={node} choose={choose} />
    </div>
  );
}

/** The gradient's norm at each node, on a scale of tenfolds. */
function Flow({ health: { nodes }, node, choose }: { health: HealthOut; node: string; choose: (name: string) => void }) {
  const { t } = useTranslation('inside');
  const logs = nodes.map(({ gradient_norm: norm }) => (norm ? Math.log10(norm) : null));
  const known = logs.filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (
    <div>
      <h3 className={styles.heading}>{t('health.flow')}</h3>
      <p className={styles.help}>{t('health.flowHelp')}</p>
      <ul className={styles.flow}>
        {nodes.map(({ name, gradient_norm: norm }, place) => {
          const log = logs[place];
          const share = log === null || log === undefined ? 0 : high > low ? 0.05 + (0.95 * (log - low)) / (high - low) : 1;
          return (
            <li key={name}>
              <button type="button" aria-current={name === node || undefined} onClick={() => choose(name)}>
                <span>{name}</span>
                <span className={styles.flowBar} style={{ '--share': share } as React.CSSProperties} />
                <span className="num">{norm === null ? 'NaN' : amount(norm)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
