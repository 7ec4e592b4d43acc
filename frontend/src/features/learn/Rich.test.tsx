import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Rich } from './Rich';

it('emphasises what stands between two pairs of stars', () => {
  const { container } = render(<Rich>{'z = **w · x** + b'}</Rich>);
  expect(container.innerHTML).toBe('z = <strong>w · x</strong> + b');
});

it('shows markup of any other kind as it is', () => {
  const { container } = render(<Rich>{'<b>2 * 3</b>'}</Rich>);
  expect(container.textContent).toBe('<b>2 * 3</b>');
});
