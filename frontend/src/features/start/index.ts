/** The first screen and the gallery of templates. */
export { StartScreen } from './StartScreen';
