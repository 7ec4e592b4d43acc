/** Red, green, blue as a canvas wants them: with a fourth byte that makes them opaque. */
export function rgba(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel += 1) {
    bytes.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    bytes[pixel * 4 + 3] = 255;
  }
  return bytes;
}
