import { useTranslation } from 'react-i18next';
import type { LabFlow } from '@/api';
import { number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { Panel } from '@/shared/ui';
import styles from './Deep.module.css';
import { placeOf } from './network';

interface Props {
  rows: readonly LabFlow[];
  /** The number of the layer that is looked at, from 0. */
  chosen: number | null;
  choose: (layer: number) => void;
}

/** A bar for each layer: signal measured by the first layer, gradient by the last, where its way back begins. */
export function Strengths({ rows, chosen, choose }: Props) {
  const { t } = useTranslation('lesson-deep');
  const [first, last] = [rows[0], rows.at(-1)];
  const looked = chosen === null ? undefined : rows[chosen];
  return (
    <Panel label={t('strengths')}>
      <div className={styles.head} aria-hidden="true">
        <span>{t('layer')}</span>
        <span>{t('signal')} →</span>
        <span>← {t('gradient')}</span>
      </div>
      <ol className={styles.rows}>
        {rows.map((row, place) => (
          <li key={row.node}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={place === chosen}
              onClick={() => choose(place)}
            >
              <b>
                <span className="unseen">{t('layer')} </span>
                {number(place + 1)}
              </b>
              <Bar name={t('signal')} value={row.signal} reference={first?.signal} />
              <Bar name={t('gradient')} value={row.gradient} reference={last?.gradient} />
            </button>
          </li>
        ))}
      </ol>
      <p className={styles.note}>{t('scale')}</p>
      <p role="status" className={styles.told}>
        {looked && first && last
          ? t('told', {
              number: (chosen ?? 0) + 1,
              signal: amount(looked.signal, 3),
              times: times(looked.signal, first.signal),
              gradient: amount(looked.gradient, 3),
              back: times(looked.gradient, last.gradient),
            })
          : t('choose')}
      </p>
    </Panel>
  );
}

function times(value: number | null, reference: number | null): string {
  return value === null ? '∞' : amount(value / (reference || NaN), 2);
}

/** From the middle, which is the reference, to the left when it is weaker and to the right when it is stronger. */
function Bar({ name, value, reference }: { name: string; value: number | null; reference: number | null | undefined }) {
  const at = placeOf(value, reference);
  return (
    <span className={styles.measure}>
      <span className={styles.track}>
        <span className={styles.fill} style={{ left: `${100 * Math.min(at, 0.5)}%`, width: `${100 * Math.abs(at - 0.5)}%` }} />
        <span className={styles.mark} style={{ left: `${100 * at}%` }} />
      </span>
      <span className={styles.value}>
        <span className="unseen">{name} </span>
        {value === null ? '∞' : amount(value, 2)}
      </span>
    </span>
  );
}
