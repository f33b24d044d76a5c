import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');
/** `vite` alone serves the sources; the API of `npm start` answers what is not the console's. */
const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  // React without its Babel plugin: Vite's own transform compiles JSX, and reloads the page when a file changes.
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: [
      { find: /^#client\/(.*)\.js$/, replacement: `${root}/libs/client/src/$1.ts` },
      // Radix locks scrolling through a style element, which the Content-Security-Policy refuses; base.css does it.
      { find: 'react-remove-scroll', replacement: resolve(import.meta.dirname, 'src/frame/remove-scroll.tsx') },
    ],
  },
  build: {
    outDir: resolve(root, 'dist/apps/console'),
    emptyOutDir: true,
    // All know `light-dark()` and `:has()`.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    manifest: true,
    // Everything is a file: the policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      // What most pages need is one file: as thirty they were fetched six at a time before the first row could be.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 10 }] } },
      // Libraries mark what runs in browsers only; here everything does.
      onLog: (level, log, defaultHandler) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') defaultHandler(level, log);
      },
    },
  },
  server: { proxy: { '/v1': api, '/health': api, '/problems': api } },
});
