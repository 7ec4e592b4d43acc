/** How sure a network is of each of its answers. */
export { AnswerBars, NoAnswers } from './AnswerBars';
export { type Chance, ranked } from './ranking';
