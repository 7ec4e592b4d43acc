import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlowStepOut } from '@/api';
import { number } from '@/shared/format';
import { bytesOf, PixelImage } from '@/shared/ui';
import styles from './Slow.module.css';

const MOST = 24;

/** The first pictures of the batch with their labels. */
export function BatchPictures({ step: { pictures, labels, shape }, classes }: { step: SlowStepOut; classes: readonly string[] }) {
  const { t } = useTranslation('inside-time');
  const [height, width, channels] = shape;
  const first = useMemo(
    () => pictures.slice(0, MOST).map((one) => bytesOf(one).filter((_, place) => place % (channels ?? 1) === 0)),
    [pictures, channels],
  );
  if (first.length === 0 || height === undefined || width === undefined) return null;
  return (
    <figure className={styles.batch}>
      <ul>
        {first.map((values, place) => {
          const label = classes[labels[place] ?? -1] ?? String(labels[place]);
          return (
            <li key={place}>
              <PixelImage values={values} width={width} height={height} scale="chalk" label={t('step.example', { label })} />
              <span aria-hidden="true">{label}</span>
            </li>
          );
        })}
      </ul>
      {pictures.length > MOST && <figcaption>{t('step.firstOf', { first: number(MOST), total: number(pictures.length) })}</figcaption>}
    </figure>
  );
}
