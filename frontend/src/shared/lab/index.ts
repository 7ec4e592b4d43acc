/** One Lab of the server, for whatever lets a small network learn before one's eyes. */
export { AnswerPlane } from './AnswerPlane';
export { type Course, extended } from './course';
export { Lab } from './lab';
export { PACES } from './pace';
export { coloured, paintClass, paintPoints, paintUnit, paintWires, sized, type Wire, widthOf } from './paint';
export type { Player, Told } from './player';
export { float32, planeOf, type UnitMaps, type Weights, weightsOf } from './reading';
export { Screen } from './screen';
export { usePainting } from './usePainting';
export { usePlayer } from './usePlayer';
