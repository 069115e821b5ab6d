// How the window's pages are built and how their tests run.
// One file for both, so that a test sees the modules that the window gets.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // The shell looks for this port in development and must not silently get another.
  server: { port: 5173, strictPort: true },
  build: {
    // WebKitGTK 2.40 and later, the oldest that Tauri supports on Debian.
    target: 'safari16',
    sourcemap: false,
    // A desktop app reads its pages from disk; one large file is no burden.
    chunkSizeWarningLimit: 2000,
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    // The property tests walk thousands of random edits in one test.
    testTimeout: 300_000 * Math.max(1, Number(process.env.STET_CASES ?? 0) / 10_000, Number(process.env.STET_LONG ?? 1)),
    hookTimeout: 60_000,
  },
});
