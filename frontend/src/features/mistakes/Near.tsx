import { useTranslation } from 'react-i18next';
import type { MistakesOut, ModelOut, NearOut, SampleRow } from '@/api';
import { visible } from '@/shared/characters';
import { number, significant } from '@/shared/format';
import { ErrorText, Thumb, Waiting } from '@/shared/ui';
import { useNear } from './asking';
import { Label } from './Label';
import styles from './Mistakes.module.css';
import { inNumbers } from './inNumbers';
import type { Corrections } from './useCorrections';

interface Props {
  model: ModelOut;
  of: Pick<MistakesOut, 'dataset' | 'kind'>;
  sample: SampleRow;
  label: string;
  open: (near: NearOut) => void;
  corrections: Corrections;
}

/** The training pictures that the model sees most like this one: a wrong label among them, or here, shows itself. */
export function Near({ model, of, sample, label, open, corrections }: Props) {
  const { t } = useTranslation('mistakes');
  const { job, error, again } = useNear(model.id, sample);
  const found = job?.neighbours;
  return (
    <section aria-label={t('near.title')} className={styles.near}>
      <h3>{t('near.title')}</h3>
      {found ? (
        <>
          <p className={styles.help}>
            {t('near.says', { count: found.rows.filter((one) => one.label === label).length, total: number(found.rows.length), label: visible(label) })}
          </p>
          <ul className={styles.tiles}>
            {found.rows.map((one) => (
              <li key={one.row}>
                <button
                  type="button"
                  data-wrong={one.label !== label || undefined}
                  data-corrected={corrections.of(one)?.correction}
                  onClick={() => open(one)}
                >
                  <span className="unseen">{t('near.one', { label: visible(one.label), row: number(one.row), distance: significant(one.distance, 2) })}</span>
                  {of.kind === 'pictures' ? (
                    <Thumb className={styles.thumb} dataset={of.dataset} split="train" row={one.row} sheet={found.rows.map((other) => other.row)} />
                  ) : (
                    <span className={styles.numbers}>{inNumbers(one)}</span>
                  )}
                  <Label of={one} correction={corrections.of(one)} />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : error ? (
        <ErrorText error={error} retry={again} />
      ) : (
        <Waiting />
      )}
    </section>
  );
}
