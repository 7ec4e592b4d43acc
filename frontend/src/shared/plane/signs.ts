/** Points of several classes on a canvas: each class has its colour and, as a second cue, its shape. */

const CLASS_COLOURS = 10;

export function classColour(label: number): `--${string}` {
  return `--class-${label % CLASS_COLOURS}`;
}

type Corners = readonly (readonly [x: number, y: number])[];

/** Shapes as corners in a box from −1 to 1; a class without corners is a disc. */
const SHAPES: readonly Corners[] = [
  [],
  [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  [[0, 1.1], [1.05, -0.8], [-1.05, -0.8]],
];

/** The outline of a class' sign around a place; `radius` is half its size. */
export function sign(context: Path2D | CanvasPath, label: number, x: number, y: number, radius: number): void {
  const corners = SHAPES[label % SHAPES.length] ?? [];
  if (corners.length === 0) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([right, down], place) => {
    if (place === 0) context.moveTo(x + right * radius, y + down * radius);
    else context.lineTo(x + right * radius, y + down * radius);
  });
  context.closePath();
}

/** The same sign as the path of an SVG whose box goes from −1.5 to 1.5. */
export function signPath(label: number): string {
  const corners = SHAPES[label % SHAPES.length] ?? [];
  if (corners.length === 0) return 'M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z';
  return `M${corners.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}
