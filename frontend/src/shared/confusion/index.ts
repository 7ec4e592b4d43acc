/** What was taken for what, as a matrix in which one can go to each cell. */
export { ConfusionMatrix } from './ConfusionMatrix';
