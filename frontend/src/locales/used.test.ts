/** Every text that a component asks for by a plain key exists. */
import i18next from 'i18next';
import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../{app,features,pages,shared}/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** `namespace:key` for each literal key in a source that uses one namespace (or names it in the key). */
function keysIn(source: string): string[] {
  const namespaces = [...source.matchAll(/useTranslation\(\[?'([^']+)'/g)].map((match) => match[1]);
  const own = new Set(namespaces).size === 1 ? namespaces[0] : undefined;
  const keys = [...source.matchAll(/(?<![\w.])(?:i18next\.)?t\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return keys.flatMap((key) => (key.includes(':') ? [key] : own ? [`${own}:${key}`] : []));
}

const asked = Object.entries(sources)
  .filter(([path]) => !path.includes('.test.'))
  .flatMap(([path, source]) => keysIn(source).map((key) => [key, path] as const));

it('finds keys to check', () => expect(asked.length).toBeGreaterThan(10));

it('finds every key in the English texts', () => {
  const missing = asked.filter(([key]) => !i18next.exists(key) && !i18next.exists(key, { count: 1 }));
  expect(missing).toEqual([]);
});
