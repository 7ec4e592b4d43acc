// From a picture of any size to what the network reads.

/**
 * What the model reads in a picture: ImageData, a canvas, an <img>, a <video>, an ImageBitmap, or { width, height, data }
 * with 1, 3 or 4 bytes for each pixel.
 */
export function predict(picture) {
  return answer(prepare(picture));
}

/** The bytes that the network reads of a picture, made as in training. */
export function prepare(picture) {
  const { data } = PLACED(channelled(reduced(opaque(pixels_of(picture)))), info.inputShape);
  return Uint8Array.from(data, (v) => (INVERT ? 255 - Math.floor(v + 0.5) : Math.floor(v + 0.5)));
}

function network_input(bytes) {
  if (bytes.length !== EXAMPLE) throw new RangeError(`expected ${EXAMPLE} bytes, got ${bytes.length}`);
  return Float32Array.from(bytes, OF_BYTE);
}
