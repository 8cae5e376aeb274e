/** Keeps the application's files on this device and up to date, so that a convention's page can open without a network. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  // The first time, installing fetches the files; afterwards the worker is asked to look for newer ones.
  registration.active?.postMessage('renew');
}
