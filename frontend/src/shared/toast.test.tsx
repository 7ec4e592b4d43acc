import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderStudio } from '@/testing/render';
import { ProblemsError } from './problems';
import { toastError, toastUndo } from './toast';

it('takes back what it tells of, and goes away', async () => {
  renderStudio(null);
  const undo = vi.fn();
  act(() => toastUndo('calm-otter is deleted', undo));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo: calm-otter is deleted' }));
  expect(undo).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByText('calm-otter is deleted')).toBeNull());
});

it('says in words that taking back failed', async () => {
  renderStudio(null);
  const gone = new ProblemsError([{ code: 'not-found', message: 'the run is gone for good' }], 404);
  act(() => toastUndo('bold-fox is deleted', () => Promise.reject(gone)));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo: bold-fox is deleted' }));
  expect(await screen.findByText('the run is gone for good')).toBeTruthy();
});

it('tells an error in the words of the language where they are known', async () => {
  renderStudio(null);
  act(() => toastError(new ProblemsError([{ code: 'unexpected-answer', message: '?', facts: { status: 418 } }], 418)));
  expect(await screen.findByText(/does not understand \(status 418\)/)).toBeTruthy();
});
