/** The drawing pad and what a model reads on it, and what one that reads texts writes. */
export { useChosenModel } from './chosenModel';
export { DrawingPad } from './DrawingPad';
export { clearDrawing, drawnPicture } from './drawnPicture';
export { PredictionPanel } from './PredictionPanel';
export { TenMore } from './TenMore';
export { useChosenWriter } from './writing/chosenWriter';
export { WritingPanel } from './writing/WritingPanel';
