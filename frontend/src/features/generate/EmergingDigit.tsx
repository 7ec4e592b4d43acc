import { useMemo } from 'react';
import { PixelImage } from '@/shared/ui';
import { emerging, SIZE, STEPS } from './emerging';
import styles from './EmergingDigit.module.css';

/** Three stages of a digit that comes out of noise. Decoration. */
export function EmergingDigit() {
  const pictures = useMemo(() => [1, 2, STEPS - 1].map((step) => emerging(step)), []);
  return (
    <span aria-hidden="true" className={styles.row}>
      {pictures.map((values, step) => (
        <PixelImage key={step} label="" values={values} width={SIZE} height={SIZE} scale="chalk" className={styles.picture} />
      ))}
    </span>
  );
}
