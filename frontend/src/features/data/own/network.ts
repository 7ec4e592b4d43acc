/** A network that suits a data set of one's own, filled in and ready to be trained. */
import type { OwnOut } from '@/api';
import type { NodeSpec, Recipe } from '@/shared/recipe';

const SMALLEST_SIDE = 6; // of a map that is still halved
const LARGE = 96; // pictures from here on are halved by the first convolution, which else takes most of the time
const MOST_FILTERS = 64;
const STEPS = 1_500; // that bring a network of this size near to what it can reach
const EPOCHS = { least: 5, most: 40 };

/** Convolutions and poolings until little of the size is left, then one number for each class. */
export function recipeFor({ id, name, shape, classes, train }: Pick<OwnOut, 'id' | 'name' | 'shape' | 'classes' | 'train'>): Recipe {
  const [height = 1, width = 1] = shape;
  const batch = batchFor(train);
  return {
    version: 1,
    title: name,
    data: {
      dataset: { dataset: 'own', id },
      validation: train < 2_000 ? 0.2 : 0.1,
      augmentation: [{ augmentation: 'shift', pixels: Math.max(Math.round(Math.min(height, width) / 16), 1) }, 'zoom'],
    },
    model: { inputs: { image: [...shape] }, nodes: nodesFor(Math.min(height, width), classes.length) },
    training: {
      optimizer: { optimizer: 'adam', lr: 0.002 },
      schedule: { schedule: 'cosine', warmup: 0.05 },
      batch_size: batch,
      epochs: Math.min(Math.max(Math.ceil((STEPS * batch) / Math.max(train, 1)), EPOCHS.least), EPOCHS.most),
    },
  };
}

function nodesFor(size: number, classes: number): NodeSpec[] {
  const nodes: NodeSpec[] = [];
  let side = size;
  for (let block = 1; block === 1 || side > SMALLEST_SIDE; block += 1) {
    const filters = Math.min(2 ** (block + (size <= 16 ? 4 : 3)), MOST_FILTERS);
    const strides = block === 1 && size > LARGE ? { strides: 2 } : {};
    nodes.push({ name: `conv_${block}`, layer: 'conv2d', filters, padding: 'same', ...strides, bias: false });
    nodes.push({ name: `pool_${block}`, layer: 'max_pool' });
    nodes.push({ name: `norm_${block}`, layer: 'batch_norm' });
    nodes.push({ name: `relu_${block}`, layer: 'relu' });
    side = Math.floor((strides.strides ? Math.ceil(side / 2) : side) / 2);
  }
  return [
    ...nodes,
    { name: 'flatten', layer: 'flatten' },
    { name: 'dropout', layer: 'dropout', rate: 0.3 },
    { name: 'dense', layer: 'dense', units: classes },
    { name: 'softmax', layer: 'softmax' },
  ];
}

/** Small batches for few pictures, so that an epoch still has many steps. */
function batchFor(train: number): number {
  if (train < 200) return 16;
  if (train < 2_000) return 32;
  return train < 20_000 ? 64 : 128;
}
