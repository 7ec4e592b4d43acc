/** The small signs on the buttons, as strokes in a box of 16 × 16. */
const SIGNS = {
  train: 'M5 3l8 5-8 5z',
  resume: 'M5 3l8 5-8 5z',
  pause: 'M5 3v10M11 3v10',
  step: 'M4 3l6 5-6 5zM12.5 3v10',
  stop: 'M4 4h8v8H4z',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5V5.5h3',
  newWeights: 'M3 3h10v10H3zM5.8 5.8h.01M10.2 5.8h.01M8 8h.01M5.8 10.2h.01M10.2 10.2h.01',
} as const;

export type SignName = keyof typeof SIGNS;

export function Sign({ name }: { name: SignName }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={SIGNS[name]} />
    </svg>
  );
}
