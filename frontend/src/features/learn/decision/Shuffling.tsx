import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawing } from '@/shared/drawn';
import { number } from '@/shared/format';
import { numbersOf, type Spot } from '@/shared/maps/planes';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { Choice, ErrorText, Panel } from '@/shared/ui';
import { likeness } from '../shared/likeness';
import { useExplanation } from './asking';
import styles from './Decision.module.css';
import { pageOf } from './explanation';
import { Says, WhyMap } from './WhyMap';

const METHODS = ['saliency', 'integrated_gradients', 'grad_cam', 'guided_backprop'] as const;

/** The same question to the trained network, and to one whose weights are shuffled. */
export function Shuffling({ drawing, complete }: { drawing: Drawing; complete: () => void }) {
  const { t } = useTranslation('lesson-decision');
  const catalogue = useCatalogue();
  const words = useWords();
  const [method, setMethod] = useState<(typeof METHODS)[number]>('integrated_gradients');
  const [shuffled, setShuffled] = useState<number | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const trained = useExplanation(drawing, method);
  const target = trained.answer?.target ?? null;
  const other = useExplanation(drawing, shuffled === null || target === null ? null : method, { target, shuffled });
  const [known, forgot] = [trained.answer, other.answer].map((one) => (one?.method === method ? one : null));
  const alike = useMemo(() => (known && forgot ? likeness(numbersOf(pageOf(known)), numbersOf(pageOf(forgot))) : null), [known, forgot]);

  const done = Boolean(known && forgot);
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const error = trained.error ?? other.error;
  const nameOf = (name: string) => {
    const part = partOf(catalogue, 'attributions', name);
    return part ? words.partLabel('attributions', part) : name;
  };
  return (
    <>
      {error ? <ErrorText error={error} retry={() => [trained, other].forEach(({ again }) => again())} /> : null}
      <Panel label={t('sane.title')}>
        <div className={styles.line}>
          <Choice label={t('sane.method')} value={method} choices={METHODS} text={nameOf} onChange={setMethod} />
          <Button variant="filled" disabled={!trained.answer} onClick={() => setShuffled((seed) => (seed ?? -1) + 1)}>
            {t(shuffled === null ? 'sane.shuffle' : 'sane.again')}
          </Button>
        </div>
        <p role="status" className={styles.told}>
          {!done ? t('sane.wait') : alike === null ? t('sane.nothing') : t('sane.alike', { likeness: number(alike, 2) })}
        </p>
        <Says method={method} />
      </Panel>
      <div className={styles.pair}>
        {known && <WhyMap of={known} title={t('sane.trained')} spot={spot} onSpot={setSpot} bare />}
        {forgot && <WhyMap of={forgot} title={t('sane.shuffled')} spot={spot} onSpot={setSpot} bare />}
      </div>
    </>
  );
}
