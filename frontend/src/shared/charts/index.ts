/** Curves: a chart, its key, and how several runs are told apart. */
export { Chart } from './Chart';
export { Key } from './Key';
export { accuracyRange, lastOf, type Line, lossRange } from './lines';
export { type Balance, type PairPoint } from './pair';
export { FoundWords } from './FoundWords';
export { PairCharts } from './PairCharts';
export { seriesLook } from './series';
export { lossOf, shareOf } from './values';
