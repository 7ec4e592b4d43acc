/** A point. */
export function generate(wanted?: Wanted): Float32Array;
