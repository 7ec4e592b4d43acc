/** What shows a picture; or its bytes, 1, 3 or 4 for each pixel, row by row. */
export type Picture = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement | ImageBitmap | ImageData | Bytes;
export interface Bytes {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/** What the model reads in a picture of any size. */
export function predict(picture: Picture): Prediction;

/** The bytes (height × width × channels) that the network reads of a picture, made as in training. */
export function prepare(picture: Picture): Uint8Array;

/** How probable each class is for such bytes. */
export function probabilities(bytes: ArrayLike<number>): Float32Array;
