import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWorkbench } from '@/shared/workbench';
import { renderStudio } from '@/testing/render';
import { DropRecipe } from './DropRecipe';

const recipe = { version: 1, title: 'Dropped', model: { inputs: { x: [4] }, nodes: [] } };
const file = new File([JSON.stringify(recipe)], 'dropped.json');
const carried = (types: string[]) => ({ dataTransfer: { types, files: [file] } });

let answer: () => Response;

beforeEach(() => {
  answer = () => Response.json({ recipe });
  vi.stubGlobal('fetch', vi.fn(async () => answer()));
  useWorkbench.getState().openDocument({ id: 'mine', revision: 1, name: 'Mine', recipe, positions: {} });
  renderStudio(<DropRecipe />);
});

const name = () => useWorkbench.getState().name;

it('opens a dropped file as a new draft', async () => {
  fireEvent.dragOver(window, carried(['Files']));
  expect(screen.getByText('Drop it to open it as a new draft')).toBeDefined();
  fireEvent.drop(window, carried(['Files']));
  await vi.waitFor(() => expect(name()).toBe('Dropped'));
  expect(useWorkbench.getState().documentId).toBeNull();
  expect(screen.queryByText('Drop it to open it as a new draft')).toBeNull();
});

it('leaves alone what is carried within the page', () => {
  fireEvent.dragOver(window, carried(['text/plain']));
  fireEvent.drop(window, carried(['text/plain']));
  expect(screen.queryByText('Drop it to open it as a new draft')).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
});

it('says in words what is wrong with a file, and keeps the open draft', async () => {
  const problem = { code: 'from-the-future', message: 'the file is a picture (PNG)', facts: {}, severity: 'error' };
  answer = () => Response.json({ problems: [problem] }, { status: 422 });
  fireEvent.drop(window, carried(['Files']));
  expect(await screen.findByText('the file is a picture (PNG)')).toBeDefined();
  expect(name()).toBe('Mine');
});

it('opens a pasted recipe, but not what is pasted into a field', async () => {
  const clipboardData = { getData: () => JSON.stringify(recipe) };
  const field = document.body.appendChild(document.createElement('input'));
  fireEvent.paste(field, { clipboardData });
  expect(fetch).not.toHaveBeenCalled();
  field.remove();
  fireEvent.paste(document.body, { clipboardData });
  await vi.waitFor(() => expect(name()).toBe('Dropped'));
});
