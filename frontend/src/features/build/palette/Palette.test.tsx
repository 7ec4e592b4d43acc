import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderStudio } from '@/testing/render';
import { useWorkbench } from '@/shared/workbench';
import { receiveDrops } from './dragging';
import { Ghost } from './Ghost';
import { Palette } from './Palette';

const part = (name: string, label: string, group: string) => ({ name, label, group, summary: '', documentation: '', options: [] });
const catalogue = { layers: [part('relu', 'ReLU', 'Activation'), part('dense', 'Dense', 'Core'), part('conv2d', 'Conv 2D', 'Convolution')] };

beforeEach(async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(catalogue));
  HTMLElement.prototype.setPointerCapture = () => {}; // jsdom has neither
  HTMLElement.prototype.hasPointerCapture = () => true;
  useWorkbench.getState().openDocument({
    id: 'd',
    revision: 1,
    name: 'Network',
    recipe: { version: 1, model: { inputs: { image: [8] }, nodes: [{ name: 'a', layer: 'dense' }, { name: 'b', layer: 'relu' }] } },
    positions: {},
  });
  renderStudio(
    <>
      <Palette />
      <Ghost />
    </>,
  );
  await screen.findByRole('button', { name: 'Dense' });
});

const layers = () => useWorkbench.getState().recipe?.model?.nodes.map(({ name }) => name);

it('adds a block behind the selected one when it is clicked, and selects it', async () => {
  useWorkbench.getState().select(['a']);
  await userEvent.click(screen.getByRole('button', { name: 'ReLU' }));
  expect(layers()).toEqual(['a', 'relu_1', 'b']);
  expect(useWorkbench.getState().selection).toEqual(['relu_1']);
});

it('adds the first block that is found on Enter, and nothing for an empty search', async () => {
  const search = screen.getByRole('searchbox', { name: 'Search layers' });
  await userEvent.type(search, '{Enter}');
  expect(layers()).toEqual(['a', 'b']);
  await userEvent.type(search, 'conv{Enter}');
  expect(layers()).toEqual(['a', 'b', 'conv2d_1']);
  expect(search).toHaveProperty('value', '');
});

it('says when there is no such block', async () => {
  await userEvent.type(screen.getByRole('searchbox'), 'transformer');
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.getByText(/transformer/)).toBeTruthy();
});

it('can be walked through with the arrow keys, from the search and back', async () => {
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('Conv 2D');
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

it('carries a block to the canvas, and the click at the end adds nothing more', () => {
  const dropped = vi.fn();
  const leave = receiveDrops(dropped);
  const button = screen.getByRole('button', { name: 'Dense' });
  fireEvent.pointerDown(button, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(button, { pointerId: 1, clientX: 300, clientY: 200 });
  fireEvent.pointerUp(button, { pointerId: 1, clientX: 300, clientY: 200 });
  fireEvent.click(button);
  expect(dropped).toHaveBeenCalledWith({ layer: 'dense', at: { x: 300, y: 200 } });
  expect(layers()).toEqual(['a', 'b']);
  leave();
});

it('leaves a carried block where it was on Escape', () => {
  const dropped = vi.fn();
  const leave = receiveDrops(dropped);
  const button = screen.getByRole('button', { name: 'Dense' });
  fireEvent.pointerDown(button, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(button, { pointerId: 1, clientX: 300, clientY: 200 });
  fireEvent.keyDown(document, { key: 'Escape' });
  fireEvent.pointerUp(button, { pointerId: 1, clientX: 300, clientY: 200 });
  expect(dropped).not.toHaveBeenCalled();
  leave();
});
