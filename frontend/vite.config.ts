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
            { name: 'charts', test: /node_modules[\\/]uplot[\\/]/ },
            { name: 'canvas', test: /node_modules[\\/](@xyflow|@dagrejs|d3-[a-z]+)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
