import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { RunDetail } from '@/api';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { RunHeader } from './RunHeader';

const RUN = {
  id: 'r1', name: 'calm-otter', task: 'classifier', state: 'succeeded', has_model: true, progress: {}, recipe: {}, dataset: 'alice',
} as unknown as RunDetail;

let writes: boolean;

beforeEach(() => {
  useWorkbench.setState({ modelId: null });
  vi.stubGlobal('fetch', async (request: Request) => {
    const found = request.url.endsWith('/models') ? [{ id: 'run:r1', writes }] : [];
    return new Response(JSON.stringify(found), { headers: { 'Content-Type': 'application/json' } });
  });
});

it('lets one write with a network of characters', async () => {
  writes = true;
  renderStudio(<RunHeader run={RUN} controls={null} />);
  const link = await screen.findByRole('link', { name: 'Write with it' });
  expect(link.getAttribute('href')).toBe('/models');
  expect(screen.queryByRole('link', { name: 'Draw on it' })).toBeNull();
  await userEvent.click(link);
  expect(useWorkbench.getState().modelId).toBe('run:r1');
});

it('lets one draw for any other classifier', async () => {
  writes = false;
  renderStudio(<RunHeader run={RUN} controls={null} />);
  const link = await screen.findByRole('link', { name: 'Draw on it' });
  expect(link.getAttribute('href')).toBe('/?model=run:r1');
  expect(screen.queryByRole('link', { name: 'Write with it' })).toBeNull();
});
