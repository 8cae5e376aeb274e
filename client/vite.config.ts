import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineFiles } from './offline-files.ts';

/** Development only: `vite` serves the page and passes the API and the socket on to a running server. */
const server = 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), offlineFiles()],
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: 'index.html', 'service-worker': 'src/offline/service-worker.ts' },
      // A worker rules over the folder it lies in, and browsers look for its next version under the same name.
      output: { entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': server, '/sync': { target: server, ws: true } } },
});
