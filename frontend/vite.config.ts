// How the studio's face is built into the Python package, served while it is written, and tested.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const studio = process.env.STUDIO_URL ?? 'http://127.0.0.1:8765';
// The server accepts only its own host and origin, so what Vite passes on carries these.
const proxied = { target: studio, changeOrigin: true, headers: { origin: studio } };

type Texts = { [key: string]: string | Texts };

// English labels and helps of what one builds with come from the server (tests/studio/test_words.py holds that they
// are the same), so they need not be fetched twice before the first page is there.
const onlyWhatTheServerLacks: Plugin = {
  name: 'only-what-the-server-lacks',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/locales/en/registry.json')) return null;
    const { options: _options, ...kinds } = JSON.parse(code) as Texts;
    const kept = Object.entries(kinds).map(([kind, texts]) => [kind, KEPT_WHOLE.has(kind) ? texts : introductions(texts)]);
    return { code: JSON.stringify(Object.fromEntries(kept)), map: null };
  },
};
const KEPT_WHOLE = new Set(['templates', 'datasets', 'groups']); // are also said where the server says only their names

function introductions(texts: string | Texts | undefined): Texts {
  if (typeof texts !== 'object') return {};
  return Object.fromEntries(Object.entries(texts).flatMap(([name, part]) => (typeof part === 'object' && typeof part.intro === 'string' ? [[name, { intro: part.intro }]] : [])));
}

export default defineConfig({
  plugins: [react(), onlyWhatTheServerLacks],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // the lessons show the examples, and an experiment of the documentation
  server: { proxy: { '/api': proxied, '/start': proxied }, fs: { allow: ['..'] } },
  build: {
    outDir: '../src/netsumiki/studio/static',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // a group takes along what it needs: without this one React would be in the canvas, and every page fetch that
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|zustand|use-sync-external-store)[\\/]/, priority: 1 },
            // what all pages stand on: left to itself it is a score of tiny files, which pack badly
            { name: 'basis', test: /node_modules[\\/]@mantine[\\/](hooks|core[\\/]esm[\\/]core)[\\/]/ },
            { name: 'charts', test: /node_modules[\\/]uplot[\\/]/ },
            { name: 'canvas', test: /node_modules[\\/](@xyflow|d3-[a-z]+)[\\/]/ },
            { name: 'arrangement', test: /node_modules[\\/]@dagrejs[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    testTimeout: 20_000, // a busy machine is slow, not wrong
    // one document for all files of a thread: making one for each took ten times as long as the tests themselves
    pool: 'threads',
    isolate: false,
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
