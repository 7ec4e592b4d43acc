/** A run as it trains: the buttons that steer it, and what there is to see. */
export { CurvesPanel, RunView, viewsOf } from './CurvesPanel';
export { GeneratedPanel } from './GeneratedPanel';
export { RunControls } from './RunControls';
export { RunReadings } from './RunReadings';
export { RunTrouble } from './RunTrouble';
export { TrainingPanel } from './TrainingPanel';
