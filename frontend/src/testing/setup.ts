/** What jsdom lacks, and the English texts, for every test. */
import '@/locales/data';
import '@/locales/generate';
import '@/locales/inside';
import '@/locales/learn';
import '@/locales/map';
import '@/locales/mistakes';
import '@/locales/models';
import '@/locales/playground';
import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { wordsOf } from '@/locales/lessons';
import { useConnection } from '@/shared/connection';
import { useInspectionStore } from '@/shared/inspection';
import { bringEnglish, chooseLanguage, startLanguage } from '@/shared/language';
import { theme } from '@/shared/theme/theme';
import { useWorkbench } from '@/shared/workbench';

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', Observer);
vi.stubGlobal('IntersectionObserver', Observer);
window.matchMedia = (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
configure({ asyncUtilTimeout: 10_000 }); // a busy machine is slow, not wrong
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => {};
// without a layout, what a button opens would now and then count as out of sight with it
theme.components = { ...theme.components, Popover: { defaultProps: { ...theme.components?.Popover?.defaultProps, hideDetached: false } } };

const lessons = import.meta.glob<Record<string, unknown>>('../locales/lessons/en/*.json', { eager: true, import: 'default' });
for (const [path, texts] of Object.entries(lessons)) bringEnglish(wordsOf(path.replace(/^.*\/|\.json$/g, '')), texts);

beforeAll(() => startLanguage('en'));

afterEach(async () => {
  cleanup();
  // files of one thread share these stores
  useConnection.setState(useConnection.getInitialState(), true);
  useInspectionStore.setState(useInspectionStore.getInitialState(), true);
  useWorkbench.setState(useWorkbench.getInitialState(), true);
  useWorkbench.temporal.getState().clear();
  notifications.clean();
  localStorage.clear();
  await chooseLanguage('en');
  localStorage.clear();
});
