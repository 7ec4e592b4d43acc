/** One Lab of the server, for whatever lets a small network learn before one's eyes. */
export { Lab } from './lab';
export { float32, planeOf, type UnitMaps, type Weights, weightsOf } from './reading';
