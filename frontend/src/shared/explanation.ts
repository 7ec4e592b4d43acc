/** A map of what an answer rests on, as numbers. */
import type { ExplanationOut } from '@/api';
import { bytesOf } from './ui';

/** One number for each pixel, the mean over its channels: see `ExplanationOut` for what the bytes mean. */
export function valuesOf({ pixels, width, height, channels, signed, limit }: ExplanationOut): Float32Array {
  const bytes = bytesOf(pixels);
  const number = (byte: number) => (signed ? ((byte - 128) / 127) * limit : (byte / 255) * limit);
  return Float32Array.from({ length: width * height }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += number(bytes[place * channels + channel] ?? 0);
    return sum / channels;
  });
}

/** The picture that was explained, in grey. */
export function seenOf({ seen, channels }: ExplanationOut): Uint8Array | null {
  return seen === null ? null : bytesOf(seen).filter((_, place) => place % channels === 0);
}
