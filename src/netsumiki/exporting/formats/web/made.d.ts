/** A picture: `context.putImageData(new ImageData(made.data, made.width), 0, 0)`. */
export function generate(wanted?: Wanted): { width: number; height: number; data: ImageData['data'] };
