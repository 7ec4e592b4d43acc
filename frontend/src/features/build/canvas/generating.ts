/** What the canvas draws only for a generator, as one part that is fetched late. */
export { Grounds } from './Grounds';
export { InputBlock } from './InputBlock';
export { PictureBlock } from './PictureBlock';
