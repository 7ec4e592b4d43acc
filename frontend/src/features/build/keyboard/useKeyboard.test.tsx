import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWorkbench } from '@/shared/workbench';
import { useLinking } from '../canvas/linking';
import { type Callbacks, useKeyboard } from './useKeyboard';

const callbacks = { onSearch: vi.fn(), onEdit: vi.fn(), onHelp: vi.fn(), connect: vi.fn() } satisfies Callbacks;

function Page({ dialog }: { dialog: boolean }) {
  useKeyboard(callbacks);
  return (
    <>
      <input aria-label="Name" />
      <input type="checkbox" aria-label="Bias" />
      <button type="button">Train</button>
      <section data-canvas>
        <div className="react-flow">
          <div role="button" tabIndex={0} aria-label="Block" />
        </div>
      </section>
      {dialog && <div role="dialog" aria-modal="true" />}
    </>
  );
}

const bench = () => useWorkbench.getState();
const names = () => bench().recipe?.model?.nodes.map(({ name }) => name);
const press = (key: string, options: object = {}, on: Element = document.body) => fireEvent.keyDown(on, { key, ...options });

let rerender: (dialog: boolean) => void;

beforeEach(() => {
  vi.clearAllMocks();
  bench().openDocument({
    id: 'd',
    revision: 1,
    name: 'Network',
    recipe: {
      version: 1,
      model: { inputs: { x: [4] }, nodes: [{ name: 'a', layer: 'dense' }, { name: 'b', layer: 'relu' }, { name: 'c', layer: 'tanh' }] },
    },
    positions: {},
  });
  const view = render(<Page dialog={false} />);
  rerender = (dialog) => view.rerender(<Page dialog={dialog} />);
});

describe('a key', () => {
  it.each([
    ['k', { ctrlKey: true }, callbacks.onSearch],
    ['k', { metaKey: true }, callbacks.onSearch],
    ['?', { shiftKey: true }, callbacks.onHelp],
  ])('%s %j does its work and nothing of the browser’s', (key, options, callback) => {
    expect(press(key, options)).toBe(false);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('does nothing while somebody writes in a field, or while a dialog is open', () => {
    bench().select(['b']);
    for (const key of ['?', 'Delete', 'c', 'Enter', 'ArrowLeft']) press(key, {}, screen.getByRole('textbox'));
    press('z', { ctrlKey: true }, screen.getByRole('textbox'));
    rerender(true);
    press('Delete');
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(bench().selection).toEqual(['b']);
    expect(callbacks.onHelp).not.toHaveBeenCalled();
    expect(callbacks.onEdit).not.toHaveBeenCalled();
  });

  it('is left to the button that has the focus, if that takes it', () => {
    bench().select(['b']);
    expect(press('Enter', {}, screen.getByRole('button', { name: 'Train' }))).toBe(true);
    expect(callbacks.onEdit).not.toHaveBeenCalled();
    press('Enter', {}, screen.getByRole('button', { name: 'Block' }));
    expect(callbacks.onEdit).toHaveBeenCalledOnce();
  });
});

it('deletes leaving a gap, heals with Shift, and takes both back', () => {
  bench().select(['b']);
  press('Delete');
  expect(bench().recipe?.model?.nodes).toEqual([{ name: 'a', layer: 'dense' }, { name: 'c', layer: 'tanh', inputs: [] }]);
  press('z', { ctrlKey: true });
  bench().select(['b']);
  press('Delete', { shiftKey: true });
  expect(bench().recipe?.model?.nodes).toEqual([{ name: 'a', layer: 'dense' }, { name: 'c', layer: 'tanh' }]);
  press('z', { ctrlKey: true });
  press('Z', { ctrlKey: true, shiftKey: true });
  expect(names()).toEqual(['a', 'c']);
});

it('goes along the network with the arrows; → belongs to the training while no block has the focus', () => {
  bench().select(['a']);
  expect(press('ArrowRight')).toBe(true);
  expect(bench().selection).toEqual(['a']);
  press('ArrowRight', {}, screen.getByRole('button', { name: 'Block' }));
  expect(bench().selection).toEqual(['b']);
  press('ArrowLeft');
  expect(bench().selection).toEqual(['a']);
});

it('connects by keyboard: C, an arrow, Enter', () => {
  bench().select(['a']);
  press('c');
  expect(useLinking.getState().name).toBe('a');
  bench().select(['c']);
  press('Enter');
  expect(callbacks.connect).toHaveBeenCalledWith('a', 'c');
  expect(useLinking.getState().name).toBeNull();
});

it('selects everything, and nothing', () => {
  press('a', { ctrlKey: true });
  expect(bench().selection).toEqual(['x', 'a', 'b', 'c']);
  press('Escape');
  expect(bench().selection).toEqual([]);
});
