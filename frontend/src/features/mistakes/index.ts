/** From a mistake to a better model: pictures behind the matrix, why, corrections, and training again. */
export { MistakesView } from './MistakesView';
