import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import styles from './Digits.module.css';
import { CLASSES, guess } from './network';

interface Props {
  outputs: Float32Array;
  /** Which one is to be 1. */
  label: number;
  /** What they were before the last step; nothing where there was none, absent where it is not to be shown. */
  before?: Float32Array | null | undefined;
}

const [LOW, HIGH] = [-0.5, 1.5];
const written = (value: number | undefined) => number(value ?? NaN, 2);

/** Where a value lies between −0.5 and 1.5, from 0 to 1. */
function shareOf(value: number): number {
  return (Math.max(LOW, Math.min(HIGH, value)) - LOW) / (HIGH - LOW);
}

/** The three answers as bars from zero, with a mark where each one should be. */
export function Outputs({ outputs, label, before }: Props) {
  const { t } = useTranslation('lesson-digits');
  const read = guess(outputs);
  return (
    <div>
      <ul className={styles.outputs} data-compared={before !== undefined || undefined} aria-label={t('outputs.title')}>
        {CLASSES.map((digit, place) => {
          const [value, wanted, old] = [outputs[place] ?? 0, place === label ? 1 : 0, before?.[place]];
          return (
            <li key={digit} className={styles.output} data-read={place === read || undefined}>
              <b>{digit}</b>
              <span className={styles.track} aria-hidden="true">
                <Bar value={value} className={styles.bar} />
                {old !== undefined && <Bar value={old} className={styles.old} />}
                <span className={styles.zero} style={{ left: `${100 * shareOf(0)}%` }} />
                <span className={styles.wanted} style={{ left: `${100 * shareOf(wanted)}%` }}>
                  ▼
                </span>
              </span>
              <span className={styles.value}>
                {written(value)}
                <span className="unseen">{t('outputs.wanted', { wanted })}</span>
              </span>
              {before !== undefined && <span className={styles.change}>{old !== undefined && t('outputs.was', { value: written(old) })}</span>}
            </li>
          );
        })}
      </ul>
      <p className={styles.reads}>{t(read === label ? 'outputs.right' : 'outputs.wrong', { digit: CLASSES[read], wanted: CLASSES[label] })}</p>
      <p className={styles.note}>{t(before ? 'outputs.keyBefore' : 'outputs.key')}</p>
    </div>
  );
}

function Bar({ value, className }: { value: number; className: string | undefined }) {
  const [from, to] = [shareOf(0), shareOf(value)];
  return <span className={className} style={{ left: `${100 * Math.min(from, to)}%`, width: `${100 * Math.abs(to - from)}%` }} />;
}
