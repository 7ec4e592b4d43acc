import { useEffect, useRef } from 'react';
import { PixelImage } from '@/shared/ui';
import { rgba } from './pixels';
import styles from './Picture.module.css';

interface Props {
  /** Height × width × channels. */
  bytes: Uint8Array;
  height: number;
  width: number;
  channels: number;
  /** Its accessible name; an empty one makes it decoration. */
  label?: string;
  className?: string;
}

/** One generated picture, grey as chalk on slate or in its own colours. */
export function Picture({ bytes, height, width, channels, label = '', className }: Props) {
  if (channels !== 3) {
    return <PixelImage values={bytes} width={width} height={height} scale="chalk" label={label} className={className} />;
  }
  return <Coloured bytes={bytes} height={height} width={width} label={label} className={className} />;
}

function Coloured({ bytes, height, width, label, className }: Omit<Props, 'channels'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(width, height);
    picture.data.set(rgba(bytes));
    context.putImageData(picture, 0, 0);
  }, [bytes, height, width]);
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return <canvas {...named} ref={canvas} width={width} height={height} className={[styles.picture, className].filter(Boolean).join(' ')} />;
}
