/** A map of what the last hidden layer makes of many examples: those together that it sees alike. */
export { MapView } from './MapView';
