import { useEffect, useRef } from 'react';
import { rgb, type Rgb, themeColour, useScheme } from '../theme/colour';
import { coloured, extentOf, type PixelScale, pixels, type Stops } from './pixels';
import styles from './PixelImage.module.css';

interface Props {
  values: ArrayLike<number>;
  width: number;
  height: number;
  /** `chalk`: 0 … `extent` from black to white; `weights` and `activations`: −`extent` … `extent`, each in its colours. */
  scale: PixelScale;
  /** The value that gets the full colour; by default the largest there is (255 for bytes in chalk). */
  extent?: number;
  /** Its accessible name; an empty one makes it decoration. */
  label: string;
  className?: string;
}

const VARIABLES: Record<PixelScale, readonly `--${string}`[]> = {
  chalk: ['--slate', '--slate', '--chalk'],
  weights: ['--negative', '--zero', '--positive'],
  activations: ['--activation-low', '--activation-zero', '--activation-high'],
};

/**
 * A small matrix as a picture with crisp pixels, in the colours of light or dark; what has three values for each pixel
 * is shown in its own colours. Sized by CSS (`className`).
 */
export function PixelImage({ values, width, height, scale, extent, label, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [low, middle, high] = VARIABLES[scale].map((name) => rgb(themeColour(name))) as unknown as [Rgb, Rgb, Rgb];
    const nan: [Rgb, Rgb] = [rgb(themeColour('--nan')), rgb(themeColour('--nan-ground'))];
    const stops: Stops = { low, middle, high, nan };
    const picture = context.createImageData(width, height);
    const most = extent ?? extentOf(values);
    const inColour = values.length === 3 * width * height;
    picture.data.set(inColour ? coloured(values, most) : pixels(values, width, height, stops, most));
    context.putImageData(picture, 0, 0);
  }, [values, width, height, scale, extent, scheme]);

  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <canvas
      {...named}
      ref={canvas}
      width={width}
      height={height}
      className={[styles.picture, className].filter(Boolean).join(' ')}
    />
  );
}
