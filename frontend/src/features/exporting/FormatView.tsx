import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportOut, MadeOut } from '@/api';
import { failureOf } from '@/shared/problems';
import { Choice, ErrorText, problemText } from '@/shared/ui';
import { isOpen, isProved, type Precision, summaryOf, titleOf, useMade, type Way } from './exports';
import { Files } from './Files';
import { Proof } from './Proof';
import { Snippet } from './Snippet';
import { Preview } from './Preview';
import styles from './Exporting.module.css';

const STEPS = 3;
const AGES = ['newest', 'older'] as const;

/** One format: what it is, how the weights are packed, and what came of it. */
export function FormatView({ model, format }: { model: string; format: ExportOut }) {
  const { t } = useTranslation('models');
  const [precision, setPrecision] = useState<Precision>('float32');
  const [age, setAge] = useState<(typeof AGES)[number]>('newest');
  const opset = age === 'newest' ? null : format.oldest_opset;
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
          {format.oldest_opset !== null && (
            <Choice label={t('export.opset')} value={age} choices={AGES} text={(one) => t(`export.opsets.${one}`, { opset: format.oldest_opset })} onChange={setAge} />
          )}
          <Made key={`${precision} ${opset}`} model={model} way={{ format: format.format, precision, opset }} />
        </>
      )}
    </section>
  );
}

function Made({ model, way }: { model: string; way: Way }) {
  const { made, error, again } = useMade(model, way);
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
          {way.format === 'html' && <Preview made={made} />}
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
