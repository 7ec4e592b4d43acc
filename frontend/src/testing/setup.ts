/** What jsdom lacks, and the English texts, for every test. */
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { chooseLanguage, startLanguage } from '@/shared/language';

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', Observer);
vi.stubGlobal('IntersectionObserver', Observer);
window.matchMedia = (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => {};

beforeAll(() => startLanguage('en'));

afterEach(async () => {
  cleanup();
  localStorage.clear();
  await chooseLanguage('en');
  localStorage.clear();
});
