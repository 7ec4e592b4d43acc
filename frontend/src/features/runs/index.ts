/** Runs that were begun: their list, one of them as a report, and several side by side. */
export { CompareView } from './CompareView';
export { RunFacts } from './RunFacts';
export { RunHeader } from './RunHeader';
export { RunLog } from './RunLog';
export { RunsList } from './RunsList';
