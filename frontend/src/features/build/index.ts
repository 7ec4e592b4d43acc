/** The editor: palette, canvas and keyboard, and what is known about the network that stands there. */
export { useAttention } from './attention';
export { useDataset } from './canvas/useDataset';
export { Inspector } from './inspector';
export { useInspection } from './inspection/useInspection';
export { Outline } from './outline';
export { Problems } from './problems';
export { UndoRedo } from './UndoRedo';
