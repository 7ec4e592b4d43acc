/** What the judge says of a generator, and asking it. */
export { Alarms } from './Alarms';
export { MeasuresTable } from './MeasuresTable';
export { UnderWay } from './UnderWay';
export { useVerdict } from './useVerdict';
export type { PictureVerdict, Verdict } from './verdict';
