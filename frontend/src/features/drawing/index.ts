/** The drawing pad and what a model reads on it. */
export { DrawingPad } from './DrawingPad';
export { PredictionPanel } from './PredictionPanel';
