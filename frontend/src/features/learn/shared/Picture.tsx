import { useMemo } from 'react';
import type { PictureOut } from '@/api';
import { bytesOf, PixelImage } from '@/shared/ui';
import styles from './Picture.module.css';

interface Props {
  of: Pick<PictureOut, 'pixels' | 'width' | 'height'>;
  label: string;
  /** A square of pixels that is looked at. */
  window?: { top: number; left: number; side: number } | null;
}

/** What the network sees, in grey. */
export function Picture({ of: { pixels, width, height }, label, window }: Props) {
  const values = useMemo(() => bytesOf(pixels), [pixels]);
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <div className={styles.picture}>
      <PixelImage values={values} width={width} height={height} scale="chalk" label={label} className={styles.canvas} />
      {window && (
        <span
          className={styles.window}
          style={{ top: share(window.top, height), left: share(window.left, width), height: share(window.side, height), width: share(window.side, width) }}
        />
      )}
    </div>
  );
}
