import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NodeSpec, Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { CATALOGUE } from '@/testing/catalogue';
import { renderStudio } from '@/testing/render';
import { useUnfinished } from './fields/entry';
import { Inspector } from './Inspector';

const bench = () => useWorkbench.getState();

function open(nodes: NodeSpec[], more: Partial<Recipe> = {}, selection: string[] = [nodes[0]?.name ?? '']) {
  const recipe: Recipe = { version: 1, model: { inputs: { image: [28, 28, 1] }, nodes }, ...more };
  bench().openDocument({ id: null, revision: 0, name: 'Draft', recipe, positions: {} });
  bench().select(selection);
  renderStudio(<Inspector />);
  return userEvent.setup();
}

const node = (name: string) => bench().recipe?.model?.nodes.find((known) => known.name === name);
const conv = { name: 'conv', layer: 'conv2d', filters: 8, kernel_size: 5 };

beforeEach(() => {
  useUnfinished.setState({ texts: {} });
  const answer = (request: Request) => (request.url.endsWith('/catalogue') ? CATALOGUE : []);
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => Response.json(answer(request))));
});

const spin = (name: string) => screen.findByRole('spinbutton', { name });

describe('a whole number', () => {
  it('is written while one types, as one step of history', async () => {
    const user = open([conv]);
    const field = await spin('Filters');
    await user.clear(field);
    await user.type(field, '16');
    expect(node('conv')).toMatchObject({ filters: 16 });
    useWorkbench.temporal.getState().undo();
    expect(node('conv')).toMatchObject({ filters: 8 });
  });

  it('tells what is wrong in its place, and neither loses the text nor writes it', async () => {
    const user = open([conv, { name: 'flat', layer: 'flatten' }]);
    const field = await spin('Filters');
    await user.clear(field);
    await user.type(field, '5000');
    expect(field).toHaveProperty('ariaInvalid', 'true');
    expect(screen.getByText(/“5000” is not a whole number from 1 to 4,096/)).toBeDefined();
    expect(node('conv')).toMatchObject({ filters: 500 });
    bench().select(['flat']);
    await screen.findByDisplayValue('flat');
    bench().select(['conv']);
    expect(await screen.findByDisplayValue('5000')).toBeDefined();
  });

  it('goes up and down by the arrow keys and stops at its bounds', async () => {
    const user = open([{ ...conv, filters: 1 }]);
    await user.click(await spin('Filters'));
    await user.keyboard('{ArrowDown}');
    expect(node('conv')).toMatchObject({ filters: 1 });
    await user.keyboard('{ArrowUp}{Shift>}{ArrowUp}{/Shift}');
    expect(node('conv')).toMatchObject({ filters: 12 });
  });

  it('that is the default is left out of the recipe', async () => {
    const user = open([{ ...conv, filters: 9 }]);
    const field = await spin('Filters');
    await user.clear(field);
    await user.type(field, '8');
    expect(node('conv')).not.toHaveProperty('filters');
  });

  it('shows what an undo brought back instead of what was typed', async () => {
    const user = open([conv]);
    const field = await spin('Filters');
    await user.clear(field);
    await user.type(field, '32');
    useWorkbench.temporal.getState().undo();
    expect(await screen.findByDisplayValue('8')).toBe(field);
  });
});

describe('a number', () => {
  it.each([['3e-4', 0.0003], ['0,5', 0.5], ['.25', 0.25]])('is understood as %s', async (typed, value) => {
    const user = open([conv], {}, []);
    const field = await spin('Learning rate');
    await user.clear(field);
    await user.type(field, typed);
    expect(bench().recipe?.training?.optimizer).toEqual({ optimizer: 'adam', lr: value });
    expect(field).toHaveProperty('value', typed);
  });

  it('steps by its first digit', async () => {
    const user = open([conv], {}, []);
    await user.click(await spin('Learning rate'));
    await user.keyboard('{ArrowUp}');
    expect(bench().recipe?.training?.optimizer).toMatchObject({ lr: 0.002 });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(bench().recipe?.training?.optimizer).toMatchObject({ lr: 0.0009 });
  });

  it('of zero is refused where only more is allowed', async () => {
    const user = open([conv], {}, []);
    const field = await spin('Learning rate');
    await user.clear(field);
    await user.type(field, '0');
    expect(screen.getByText(/is not a number above 0 to 100/)).toBeDefined();
    expect(bench().recipe?.training?.optimizer).toBeUndefined();
  });
});

it('a pair is one number while both are equal, and two when parted', async () => {
  const user = open([conv]);
  const rows = await spin('Kernel size');
  await user.clear(rows);
  await user.type(rows, '7');
  expect(node('conv')).toMatchObject({ kernel_size: 7 });
  await user.click(screen.getByRole('button', { name: 'Kernel size: rows and columns equal' }));
  const columns = await spin('Kernel size, columns');
  await user.clear(columns);
  await user.type(columns, '3');
  expect(node('conv')).toMatchObject({ kernel_size: [7, 3] });
});

it('padding is a word or a number of pixels', async () => {
  const user = open([conv]);
  await user.click(await screen.findByRole('radio', { name: 'same' }));
  expect(node('conv')).toMatchObject({ padding: 'same' });
  await user.click(screen.getByRole('radio', { name: 'pixels' }));
  const pixels = await spin('Padding in pixels');
  await user.clear(pixels);
  await user.type(pixels, '2');
  expect(node('conv')).toMatchObject({ padding: 2 });
});

it('yes or no is a switch', async () => {
  const user = open([conv]);
  await user.click(await screen.findByRole('switch', { name: 'Bias' }));
  expect(node('conv')).toMatchObject({ bias: false });
});

it('a choice among few words stands side by side', async () => {
  const user = open([{ name: 'up', layer: 'upsample' }]);
  await user.click(await screen.findByRole('radio', { name: 'bilinear' }));
  expect(node('up')).toMatchObject({ method: 'bilinear' });
});

it('a shape is a row of numbers', async () => {
  const user = open([{ name: 'fold', layer: 'reshape' }]);
  const field = await screen.findByRole('textbox', { name: 'Shape' });
  await user.clear(field);
  await user.type(field, '7 × 7, 16');
  expect(node('fold')).toMatchObject({ shape: [7, 7, 16] });
});

it('a part brings its own options, and another part those of its own', async () => {
  const user = open([conv], {}, []);
  const field = await spin('Learning rate');
  await user.clear(field);
  await user.type(field, '0.5');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Optimizer' }), 'sgd');
  expect(bench().recipe?.training?.optimizer).toBe('sgd');
  expect((await spin('Learning rate')).getAttribute('value')).toBe('0.01');
  expect(screen.queryByRole('spinbutton', { name: 'Epsilon' })).toBeNull();
});

it('what may be missing can be cleared', async () => {
  const user = open([conv], { training: { steps: 300 } }, []);
  await user.click(await screen.findByRole('button', { name: 'Clear Steps' }));
  expect(bench().recipe?.training).not.toHaveProperty('steps');
  await user.type(await spin('Steps'), '20');
  expect(bench().recipe?.training).toMatchObject({ steps: 20 });
});

it('several parts are added, moved, set and removed', async () => {
  const user = open([conv], {}, ['image']);
  const add = await screen.findByRole('combobox', { name: 'Add to Augmentation' });
  await user.selectOptions(add, 'shift');
  await user.selectOptions(add, 'rotate');
  expect(bench().recipe?.data?.augmentation).toEqual(['shift', 'rotate']);
  await user.click(screen.getByRole('button', { name: 'Move Rotate up' }));
  const degrees = within(screen.getByRole('group', { name: 'Rotate' })).getByRole('spinbutton', { name: 'Degrees' });
  await user.clear(degrees);
  await user.type(degrees, '25');
  expect(bench().recipe?.data?.augmentation).toEqual([{ augmentation: 'rotate', degrees: 25 }, 'shift']);
  await user.click(screen.getByRole('button', { name: 'Remove Shift' }));
  expect(bench().recipe?.data?.augmentation).toEqual([{ augmentation: 'rotate', degrees: 25 }]);
});

describe('a block', () => {
  it('is renamed on leaving the field, and every wire follows', async () => {
    const user = open([conv, { name: 'sum', layer: 'add', inputs: ['image', 'conv'] }]);
    const field = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'edges');
    await user.tab();
    expect(bench().recipe?.model?.nodes.map(({ name, inputs }) => [name, inputs])).toEqual([
      ['edges', undefined],
      ['sum', ['image', 'edges']],
    ]);
    expect(bench().selection).toEqual(['edges']);
  });

  it('cannot have the name of another', async () => {
    const user = open([conv, { name: 'flat', layer: 'flatten' }]);
    const field = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'flat');
    await user.tab();
    expect(screen.getByText(/Another block is called “flat”/)).toBeDefined();
    expect(node('conv')).toBeDefined();
  });

  it('can be wired to another one, and only where no circle closes', async () => {
    const user = open([conv, { name: 'flat', layer: 'flatten' }, { name: 'out', layer: 'dense' }], {}, ['flat']);
    const input = await screen.findByRole('combobox', { name: 'Input' });
    const offered = within(input).getAllByRole('option').map((choice) => choice.textContent);
    expect(offered).toEqual(['not connected', 'image', 'conv']);
    await user.selectOptions(input, 'image');
    expect(node('flat')).toMatchObject({ inputs: ['image'] });
  });
});

it('several selected blocks are counted, and deleted together', async () => {
  const user = open([conv, { name: 'flat', layer: 'flatten' }], {}, ['conv', 'flat']);
  expect(await screen.findByText('2 blocks selected')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(bench().recipe?.model?.nodes).toEqual([]);
});
