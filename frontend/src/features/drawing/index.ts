/** The drawing pad and what a model reads on it. */
export { useChosenModel } from './chosenModel';
export { DrawingPad } from './DrawingPad';
export { PredictionPanel } from './PredictionPanel';
