import type { Plugin } from 'vite';

/** Fonts of other scripts are fetched when a text needs them; these two cover French and English. */
const kept = /\.(js|css)$|-latin-(ext-)?(wght|standard|opsz)-normal-.*\.woff2$/;

/** Writes the list of built files that a page needs to open without a network (`offline-files.json`), for the service worker. */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && kept.test(name));
      this.emitFile({
        type: 'asset',
        fileName: 'offline-files.json',
        source: JSON.stringify(files.map((name) => `/${name}`)),
      });
    },
  };
}
