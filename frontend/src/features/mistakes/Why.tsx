import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExplanationOut, ModelOut, SampleRow } from '@/api';
import { visible } from '@/shared/characters';
import { valuesOf } from '@/shared/explanation';
import { isOpen } from '@/shared/job';
import { MapLegend } from '@/shared/maps/MapPicture';
import { ErrorText, PixelImage, Waiting } from '@/shared/ui';
import { useWhy } from './asking';
import styles from './Mistakes.module.css';

/** The picture, and beside it what the answer rests on. */
export function Why({ model, sample, children }: { model: ModelOut; sample: SampleRow; children: ReactNode }) {
  const { t } = useTranslation('mistakes');
  const { job, error, again } = useWhy(model.id, sample);
  const found = job?.explanation;
  return (
    <>
      <div className={styles.pair}>
        <figure>
          {children}
          <figcaption>{t('why.picture')}</figcaption>
        </figure>
        <figure>
          {found ? <WhyMap of={found} /> : <div className={styles.place}>{(!job || isOpen(job)) && !error && <Waiting />}</div>}
          <figcaption>{t('why.map', { label: visible(found?.label ?? '…') })}</figcaption>
        </figure>
      </div>
      {error ? <ErrorText error={error} retry={again} /> : <p className={styles.help}>{t('why.says', { label: visible(found?.label ?? '…') })}</p>}
    </>
  );
}

function WhyMap({ of }: { of: ExplanationOut }) {
  const { t } = useTranslation('mistakes');
  const values = useMemo(() => valuesOf(of), [of]);
  return (
    <>
      <PixelImage
        values={values}
        width={of.width}
        height={of.height}
        scale="weights"
        extent={of.limit || 1}
        label={t('why.map', { label: visible(of.label ?? '') })}
        className={styles.map}
      />
      <MapLegend page={{ limit: of.limit }} scale="weights" of="contributions" />
    </>
  );
}
