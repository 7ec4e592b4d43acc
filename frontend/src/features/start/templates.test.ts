import { describe, expect, it } from 'vitest';
import { datasetOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { matching, openEmpty, openTemplate, type Template, templateFor } from './templates';

function template(name: string, more: Partial<Template> = {}): Template {
  const nodes = [{ name: 'flat', layer: 'flatten' }];
  const recipe = { version: 1, data: { dataset: 'mnist' }, model: { inputs: { image: [28, 28, 1] }, nodes } };
  const facts = { beginner: false, expected_accuracy: null, expected_agreement: null, flops: 1, parameters: 1, seconds: null };
  return { name, title: name, description: '', goal: 'recognise', recipe, ...facts, ...more };
}

describe('the template of a goal', () => {
  const slow = template('slow');
  const easy = template('easy', { beginner: true });
  const first = template('first-network', { beginner: true });
  const plane = template('plane', { goal: 'explore' });

  it('is the first network for beginners, wherever it stands', () => {
    expect(templateFor('recognise', [slow, easy, first])).toBe(first);
  });

  it('is else one for beginners, else the first that fits', () => {
    expect(templateFor('recognise', [slow, plane, easy])).toBe(easy);
    expect(templateFor('explore', [slow, plane])).toBe(plane);
    expect(templateFor('generate', [slow, plane])).toBeUndefined();
  });
});

describe('the search', () => {
  const lenet = template('lenet-5', { title: 'LeNet-5', description: 'The classic: two convolutions.' });
  const moons = template('plane', { goal: 'explore', description: 'Two half circles' });

  it.each([
    ['classic', 'all', ['lenet-5']],
    ['TWO convolutions', 'all', ['lenet-5']],
    ['two', 'all', ['lenet-5', 'plane']],
    ['two', 'explore', ['plane']],
    ['flatten mnist', 'all', ['lenet-5', 'plane']],
    ['transformer', 'all', []],
  ] as const)('for "%s" among %s finds %j', (search, goal, names) => {
    expect(matching([lenet, moons], search, goal).map(({ name }) => name)).toEqual(names);
  });
});

it('opens a template as a new draft under its title', () => {
  openTemplate(template('first-network', { title: 'Первая сеть' }));
  expect(useWorkbench.getState()).toMatchObject({ documentId: null, name: 'Первая сеть', selection: [] });
});

it('opens an empty canvas with data but without blocks', () => {
  openEmpty('Mine');
  const { recipe } = useWorkbench.getState();
  expect(recipe?.model).toEqual({ inputs: { image: [28, 28, 1] }, nodes: [] });
  expect(recipe && datasetOf(recipe)).toBe('mnist');
});
