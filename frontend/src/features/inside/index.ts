/** A trained network from inside: its layers at work, and where every number comes from. */
export { InsideView } from './InsideView';
