import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ConfusionMatrix } from './ConfusionMatrix';

const CONFUSION = { matrix: [[8, 2], [0, 5]], of: 'test' as const };

it('opens the examples of a cell by a click, and of none where there are none', () => {
  const onOpen = vi.fn();
  render(<ConfusionMatrix confusion={CONFUSION} classNames={['cat', 'dog']} onOpen={onOpen} />);
  fireEvent.click(screen.getByText('2'));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(0, 1);
  const cells = screen.getByRole('img').querySelectorAll('[class*="miss"]');
  fireEvent.click(cells[1] as Element); // no dog was taken for a cat
  expect(onOpen).toHaveBeenCalledOnce();
});

it('goes to a cell by the arrow keys and opens it by Enter', () => {
  const onOpen = vi.fn();
  render(<ConfusionMatrix confusion={CONFUSION} classNames={['cat', 'dog']} onOpen={onOpen} />);
  const matrix = screen.getByRole('img', { name: /Confusion matrix; test data; 86.7 % right/ });
  fireEvent.keyDown(matrix, { key: 'Enter' });
  expect(onOpen).not.toHaveBeenCalled();
  for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) fireEvent.keyDown(matrix, { key });
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(0, 1);
  fireEvent.keyDown(matrix, { key: 'ArrowDown' });
  fireEvent.keyDown(matrix, { key: 'ArrowLeft' });
  fireEvent.keyDown(matrix, { key: ' ' });
  expect(onOpen).toHaveBeenCalledOnce(); // no dog was taken for a cat
});
