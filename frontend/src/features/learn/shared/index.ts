/** What the lessons with a small network have in common. */
export { LabRow } from './LabRow';
export { ANSWER, blobs, NEURON, neuronRecipe } from './neuronRecipe';
export { LossMap, type Path } from './LossMap';
export { LossReading } from './LossReading';
export { type Place, type Range, shareAt, valueAt } from './range';
export { Square } from './Square';
export { Troubles } from './Troubles';
export { type Followed, useLab } from './useLab';
export { type Landscape, useLandscape } from './useLandscape';
export { type Stop, useTrack } from './useTrack';
export { useWeights } from './useWeights';
export { ZeroLine } from './ZeroLine';
export { default as shared } from './Shared.module.css';
