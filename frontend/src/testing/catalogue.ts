/** A small catalogue of the server's form, with an option of every type. */
import type { CatalogueOut, OptionOut, PartOut } from '@/api';

export function option(name: string, type: string, byDefault: unknown, more: Partial<OptionOut> = {}): OptionOut {
  const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');
  return { name, label, type, many: false, optional: false, default: byDefault, help: `About ${name}.`, expects: '', ...more };
}

export function part(name: string, label: string, group: string, options: OptionOut[] = []): PartOut {
  return { name, label, group, summary: `What ${label} does.`, documentation: `y = ${name}(x)`, options };
}

const initializer = option('initializer', 'initializer', 'he');

export const CATALOGUE: CatalogueOut = {
  layers: [
    part('conv2d', 'Conv 2D', 'Convolution', [
      option('filters', 'integer', 8, { ge: 1, le: 4096 }),
      option('kernel_size', 'pair', 3, { ge: 1, le: 256 }),
      option('padding', 'padding', 'valid', { ge: 0, le: 128, choices: ['valid', 'same'] }),
      option('bias', 'boolean', true),
      initializer,
    ]),
    part('dense', 'Dense', 'Core', [option('units', 'integer', 64, { ge: 1, le: 65_536 }), option('bias', 'boolean', true)]),
    part('flatten', 'Flatten', 'Shape'),
    part('reshape', 'Reshape', 'Shape', [option('shape', 'shape', [-1], { ge: -1 })]),
    part('relu', 'ReLU', 'Activation'),
    part('softmax', 'Softmax', 'Activation'),
    part('add', 'Add', 'Merge'),
    part('max_pool', 'Max pool', 'Pooling', [option('strides', 'pair', null, { ge: 1, le: 256, optional: true })]),
    part('upsample', 'Upsample', 'Convolution', [option('method', 'string', 'nearest', { choices: ['nearest', 'bilinear'] })]),
  ],
  losses: [part('softmax_cross_entropy', 'Softmax cross entropy', ''), part('hinge', 'Hinge', '')],
  gan_losses: [part('non_saturating', 'Non-saturating', ''), part('least_squares', 'Least squares', '')],
  optimizers: [
    part('adam', 'Adam', 'Adaptive', [option('lr', 'number', 0.001, { gt: 0, le: 100 }), option('eps', 'number', 1e-8, { gt: 0, le: 1 })]),
    part('sgd', 'SGD', 'Gradient descent', [option('lr', 'number', 0.01, { gt: 0, le: 100 })]),
  ],
  schedules: [part('constant', 'Constant', '')],
  initializers: [part('he', 'He', '', [option('gain', 'number', 1, { gt: 0 })]), part('zeros', 'Zeros', '')],
  corrections: [],
  augmentations: [
    part('shift', 'Shift', 'Movement', [option('pixels', 'number', 2, { ge: 0, le: 1000 })]),
    part('rotate', 'Rotate', 'Movement', [option('degrees', 'number', 10, { ge: 0, le: 180 })]),
  ],
  enlargements: [part('windows', 'Windows', '', [option('window', 'pair', [21, 17], { ge: 1 }), option('turns', 'boolean', false)])],
  datasets: [part('mnist', 'MNIST', 'Pictures'), part('moons', 'Moons', 'Toys')],
  callbacks: [part('early_stopping', 'Early stopping', '')],
  metrics: [],
  tasks: [
    part('classifier', 'Classifier', '', [
      option('batch_size', 'integer', 128, { ge: 1, le: 65_536 }),
      option('epochs', 'integer', 5, { ge: 1, le: 100_000 }),
      option('steps', 'integer', null, { ge: 1, optional: true }),
      option('optimizer', 'optimizer', 'adam'),
      option('loss', 'loss', 'softmax_cross_entropy'),
      option('shuffle', 'boolean', true),
    ]),
  ],
  attributions: [],
  data: [
    option('dataset', 'dataset', 'mnist'),
    option('validation', 'number', 0.1, { ge: 0, lt: 1 }),
    option('augmentation', 'augmentation', [], { many: true }),
  ],
  preprocessing: [option('mean', 'number', 0.1307)],
};
