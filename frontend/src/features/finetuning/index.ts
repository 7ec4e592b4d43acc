/** Teaching a trained classifier something else, from the weights that it has. */
export { FineTuneButton } from './FineTuneButton';
