import { describe, expect, it } from 'vitest';
import type { PartOut } from '@/api';
import { findLayers, inGroups } from './search';

const part = (name: string, label: string, group: string): PartOut => ({ name, label, group, summary: '', documentation: '', options: [] });

const layers = [
  part('relu', 'ReLU', 'Activation'),
  part('leaky_relu', 'Leaky ReLU', 'Activation'),
  part('conv2d', 'Conv 2D', 'Convolution'),
  part('conv2d_transpose', 'Transposed conv', 'Convolution'),
  part('dense', 'Dense', 'Core'),
  part('mystery', 'Mystery', 'Something new'),
];
const japanese: Record<string, string> = { dense: '全結合', conv2d: '畳み込み 2D' };
const names = (found: PartOut[]) => found.map(({ name }) => name);
const find = (text: string) => names(findLayers(layers, text, ({ name }) => [japanese[name] ?? '']));

describe('searching', () => {
  it.each([
    ['dense', ['dense']],
    ['DENSE ', ['dense']],
    ['relu', ['relu', 'leaky_relu']],
    ['conv', ['conv2d', 'conv2d_transpose']],
    ['conv2d', ['conv2d', 'conv2d_transpose']],
    ['leaky-relu', ['leaky_relu']],
    ['全結合', ['dense']],
    ['transformer', []],
  ])('finds for "%s" %j, the best first', (text, expected) => expect(find(text)).toEqual(expected));

  it('lists everything while nothing is searched for', () => {
    expect(find('  ')).toEqual(names(layers));
  });
});

it('groups what one begins with first, and groups that are new at the end', () => {
  expect(inGroups(layers).map(({ group, layers: members }) => [group, members.length])).toEqual([
    ['Core', 1],
    ['Convolution', 2],
    ['Activation', 2],
    ['Something new', 1],
  ]);
});
