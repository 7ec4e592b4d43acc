import { bytesOf } from '@/shared/ui';

/** The weights of one filter from the server's bytes (int8; ±127 is ±`scale`); several channels are averaged. */
export function weightsOf(base64: string, channels: number, scale: number): Float32Array {
  const values = new Int8Array(bytesOf(base64).buffer);
  const weights = new Float32Array(Math.floor(values.length / channels));
  for (let place = 0; place < weights.length; place += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += values[place * channels + channel] ?? 0;
    weights[place] = ((sum / channels) * scale) / 127;
  }
  return weights;
}
