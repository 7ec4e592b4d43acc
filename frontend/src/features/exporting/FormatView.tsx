import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportOut, MadeOut } from '@/api';
import { failureOf } from '@/shared/problems';
import { Choice, ErrorText, problemText } from '@/shared/ui';
import { isOpen, isProved, type Precision, summaryOf, titleOf, useMade } from './exports';
import { Files } from './Files';
import { Proof } from './Proof';
import { Snippet } from './Snippet';
import { Preview } from './Preview';
import styles from './Exporting.module.css';

const STEPS = 3;

/** One format: what it is, how the weights are packed, and what came of it. */
export function FormatView({ model, format }: { model: string; format: ExportOut }) {
  const { t } = useTranslation('models');
  const [precision, setPrecision] = useState<Precision>('float32');
  return (
    <section aria-label={titleOf(format)} className={styles.view}>
      <h3 className={styles.title}>{titleOf(format)}</h3>
      <p className={styles.soft}>{summaryOf(format)}</p>
      {format.refusal ? (
        <p role="note" className={styles.refusal}>
          {t('export.refused')} {problemText(format.refusal)}
        </p>
      ) : (
        <>
          {format.precisions.length > 1 && (
            <Choice label={t('export.weights')} value={precision} choices={format.precisions} text={(one) => t(`export.precisions.${one}`)} onChange={setPrecision} />
          )}
          <Made key={precision} model={model} format={format.format} precision={precision} />
        </>
      )}
    </section>
  );
}

function Made({ model, format, precision }: { model: string; format: string; precision: Precision }) {
  const { made, error, again } = useMade(model, format, precision);
  if (error) return <ErrorText error={error} retry={again} />;
  if (made === undefined || isOpen(made)) return <Underway made={made} />;
  if (made.state === 'failed') return <ErrorText error={failureOf(made)} retry={again} />;
  if (made.state === 'missing') return <Underway made={made} />;
  return (
    <>
      <Proof made={made} />
      {isProved(made) && (
        <>
          <Files made={made} />
          {format === 'html' && <Preview made={made} />}
          {made.snippet && <Snippet text={made.snippet} />}
        </>
      )}
    </>
  );
}

function Underway({ made }: { made: MadeOut | undefined }) {
  const { t } = useTranslation('models');
  const step = Math.min(made?.done ?? 0, STEPS - 1);
  return (
    <div role="status" className={styles.underway}>
      <span>{t(`export.steps.${step}`)}</span>
      <progress aria-label={t('export.progress')} value={made && made.total ? made.done / made.total : undefined} />
    </div>
  );
}
