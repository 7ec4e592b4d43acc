import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { noteAnswer, noteStream, noteUnreachable, useConnection } from '@/shared/connection';
import { PageActions } from '@/shared/page';
import { renderStudio } from '@/testing/render';
import { Shell } from './Shell';

afterEach(() => {
  useConnection.setState({ stream: 'connecting', reachable: true, signedOut: false });
  vi.useRealTimers();
});

const scheme = () => document.documentElement.dataset.mantineColorScheme;
const openMenu = async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Language and looks' }));
  // without a layout the open menu counts as scrolled out of sight
  return async (name: string) => user.click(await screen.findByRole('menuitemradio', { name, hidden: true }));
};

it('leads to the six places, and says which one is open', () => {
  renderStudio(<Shell />, { at: '/runs' });
  const links = screen.getAllByRole('link').slice(1); // the first one skips all this
  expect(links.map((link) => link.textContent)).toEqual(['Build', 'Data', 'Runs', 'Generate', 'Models', 'Learn']);
  expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('Runs');
});

it('shows a page’s actions in the header', async () => {
  const page = <PageActions><button>Export</button></PageActions>;
  renderStudio(<Shell />, { children: [{ index: true, element: page }] });
  const action = await screen.findByRole('button', { name: 'Export' });
  expect(screen.getByRole('banner').contains(action)).toBe(true);
});

describe('looks', () => {
  it('are those of the system until chosen, and the choice is remembered', async () => {
    renderStudio(<Shell />);
    expect(scheme()).toBe('light');
    const choose = await openMenu();
    await choose('Dark');
    await waitFor(() => expect(scheme()).toBe('dark'));
    expect(localStorage.getItem('netsumiki.looks')).toBe('dark');
    await choose('As the system');
    await waitFor(() => expect(scheme()).toBe('light'));
  });
});

describe('language', () => {
  it('changes at once, and the choice is remembered', async () => {
    renderStudio(<Shell />);
    const choose = await openMenu();
    await choose('日本語');
    expect(await screen.findByText('組み立て')).toBeTruthy();
    expect(document.documentElement.lang).toBe('ja');
    expect(localStorage.getItem('netsumiki.language')).toBe('ja');
  });
});

describe('a server that is gone', () => {
  it('is told after a moment, and no longer when it is back', () => {
    vi.useFakeTimers();
    renderStudio(<Shell />);
    act(noteUnreachable);
    act(() => vi.advanceTimersByTime(1_000));
    expect(screen.queryByText(/cannot be reached/)).toBeNull();
    act(() => vi.advanceTimersByTime(1_500));
    expect(screen.getByText(/cannot be reached/)).toBeTruthy();
    act(() => noteStream('connected'));
    expect(screen.queryByText(/cannot be reached/)).toBeNull();
  });
});

it('shows where the link stands when this browser is not signed in', () => {
  renderStudio(<Shell />);
  act(() => noteAnswer(401));
  expect(screen.getByRole('heading', { name: 'Open the link that the terminal shows' })).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
});
