import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Development only: `vite` serves the page and passes the API and the socket on to a running server. */
const server = 'http://localhost:4000';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': server, '/sync': { target: server, ws: true } } },
});
