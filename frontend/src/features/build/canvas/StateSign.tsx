import styles from './Block.module.css';
import type { BlockState } from './elements';

/** An open cross, three points, a triangle, a cross in a ring: the states can be told apart without their colours. */
const SIGNS: Record<Exclude<BlockState, 'ok'>, string> = {
  unconnected: 'M3 8h2M11 8h2M8 3v2M8 11v2',
  waiting: 'M3 8h.01M8 8h.01M13 8h.01',
  warning: 'M8 2.5L14.5 13.5H1.5zM8 6.5v3.5M8 12v.2',
  error: 'M8 1.5a6.5 6.5 0 1 0 .01 0M5.5 5.5l5 5M10.5 5.5l-5 5',
};

/** What is the matter with a block, as a picture with its words. Nothing where all is well. */
export function StateSign({ state, words }: { state: BlockState; words: string }) {
  if (state === 'ok') return null;
  return (
    <svg viewBox="0 0 16 16" className={styles.sign} data-state={state} aria-hidden="true">
      <title>{words}</title>
      <path d={SIGNS[state]} fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
