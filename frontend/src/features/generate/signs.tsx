/** Small signs on buttons, as strokes in a box of 16 × 16. */
function Strokes({ d, fill = false }: { d: string; fill?: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill={fill ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

export function Dice() {
  return <Strokes d="M3 3h10v10H3zM5.8 5.8h.01M10.2 5.8h.01M8 8h.01M5.8 10.2h.01M10.2 10.2h.01" />;
}

export function Play() {
  return <Strokes d="M5 3l8 5-8 5z" fill />;
}

export function Pause() {
  return <Strokes d="M5 3v10M11 3v10" />;
}

export function Back() {
  return <Strokes d="M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7" />;
}
