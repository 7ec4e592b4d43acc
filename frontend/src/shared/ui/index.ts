/** Small parts that every feature needs. */
export { Choice } from './Choice';
export { Dialog } from './Dialog';
export { EmptyState } from './EmptyState';
export { NetworkPicture } from './NetworkPicture';
export { Panel } from './Panel';
export { PixelImage } from './PixelImage';
export { bytesOf, type PixelScale } from './pixels';
export { ErrorText, ProblemText, problemText } from './ProblemText';
export { Slider } from './Slider';
export { Sparkline } from './Sparkline';
export { Thumb } from './Thumb';
export { ValueBar } from './ValueBar';
export { Waiting } from './Waiting';
