import type { Inspected } from '@/api';
import { partOf, useCatalogue } from '../catalogue';
import { groupColour } from '../theme/colour';
import styles from './NetworkPicture.module.css';

interface Props {
  /** What the server knows about the network; shapes decide the sizes of the blocks. */
  inspected: Pick<Inspected, 'inputs' | 'nodes'>;
  /** Its accessible name; an empty one makes it decoration. */
  label: string;
}

interface Block {
  name: string;
  width: number;
  height: number;
  colour: string;
}

const HEIGHT = 64;
const GAP = 4;

/** A network as a row of blocks in the colours of their kinds: as high as the maps are, as wide as there are maps. */
export function NetworkPicture({ inspected, label }: Props) {
  const catalogue = useCatalogue();
  const blocks: Block[] = [
    ...Object.entries(inspected.inputs).map(([name, shape]) => ({ name, ...sizeOf(shape), colour: 'var(--io)' })),
    ...inspected.nodes.map(({ name, layer, shape }) => {
      const colour = groupColour(partOf(catalogue, 'layers', layer)?.group ?? '');
      return { name, ...sizeOf(shape), colour };
    }),
  ];
  const width = blocks.reduce((sum, block) => sum + block.width + GAP, -GAP);
  let x = 0;
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg {...named} className={styles.picture} viewBox={`0 0 ${Math.max(width, 1)} ${HEIGHT}`}>
      <path d={`M0 ${HEIGHT / 2}H${width}`} stroke="var(--edge)" strokeWidth={1} />
      {blocks.map((block) => {
        const left = x;
        x += block.width + GAP;
        const top = (HEIGHT - block.height) / 2;
        return (
          <rect key={block.name} x={left} y={top} width={block.width} height={block.height} rx={2} fill={block.colour} />
        );
      })}
    </svg>
  );
}

/** Maps: height by their side, width by their number. Single numbers: a bar by how many there are. */
function sizeOf(shape: readonly number[] | null): { width: number; height: number } {
  if (!shape) return { width: 6, height: 8 };
  const [first = 1, second, third] = shape;
  if (second === undefined) return { width: 6, height: clamp(6 + 5 * Math.log2(first)) };
  return { width: 4 + 2.5 * Math.log2(third ?? second), height: clamp(10 * Math.log2(first)) };
}

function clamp(height: number): number {
  return Math.min(Math.max(height, 12), HEIGHT);
}
