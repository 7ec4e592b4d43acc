/** Lessons: an idea in words, and beside it the live thing to try it on. */
export { LearnView } from './LearnView';
export { LessonView } from './LessonView';
