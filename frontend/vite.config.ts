// How the studio's face is built into the Python package, served while it is written, and tested.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const studio = process.env.STUDIO_URL ?? 'http://127.0.0.1:8765';
// The server accepts only its own host and origin, so what Vite passes on carries these.
const proxied = { target: studio, changeOrigin: true, headers: { origin: studio } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': proxied, '/start': proxied } },
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
