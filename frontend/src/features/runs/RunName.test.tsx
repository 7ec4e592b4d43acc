import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderStudio } from '@/testing/render';
import { RunName } from './RunName';

function show() {
  const onRename = vi.fn();
  const onEnd = vi.fn();
  renderStudio(<RunName name="bold-fox" onRename={onRename} onEnd={onEnd} />);
  const field = screen.getByLabelText('New name of bold-fox');
  fireEvent.change(field, { target: { value: ' wise-owl ' } });
  return { onRename, onEnd, field };
}

it('keeps a new name with Enter, without the spaces around it', () => {
  const { onRename, onEnd, field } = show();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onRename).toHaveBeenCalledWith('wise-owl');
  expect(onEnd).toHaveBeenCalledOnce();
});

it('keeps it when the field is left', () => {
  const { onRename, field } = show();
  fireEvent.blur(field);
  expect(onRename).toHaveBeenCalledWith('wise-owl');
});

it('keeps the old name with Escape, and where nothing was typed', () => {
  const { onRename, onEnd, field } = show();
  fireEvent.keyDown(field, { key: 'Escape' });
  fireEvent.change(field, { target: { value: '  ' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onEnd).toHaveBeenCalledTimes(2);
  expect(onRename).not.toHaveBeenCalled();
});
