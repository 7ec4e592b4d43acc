/** A picture that is moved by whole pixels. */
import type { PictureIn, PictureOut } from '@/api';
import { bytesOf } from '@/shared/ui';

export interface Shift {
  right: number;
  down: number;
}

/** What is moved beyond the edge is gone; black comes in on the other side. */
export function moved({ pixels, width, height, channels }: PictureOut, { right, down }: Shift): PictureIn {
  const bytes = bytesOf(pixels);
  const shifted = Array.from({ length: width * height * channels }, (_, place) => {
    const [channel, x, y] = [place % channels, Math.floor(place / channels) % width, Math.floor(place / channels / width)];
    const [column, row] = [x - right, y - down];
    const inside = column >= 0 && column < width && row >= 0 && row < height;
    return inside ? (bytes[(row * width + column) * channels + channel] ?? 0) : 0;
  });
  return { pixels: btoa(String.fromCharCode(...shifted)), width, height, channels };
}
