import type { TextSession } from '../editor/text-session.ts';

/** Milliseconds that one waits for the server's word before saying that it has not come. */
const patience = 10_000;

/** Resolves to true once the server has every word of this page, to false when it doesn't say so in time. */
export function whenSaved(session: TextSession): Promise<boolean> {
  const isSaved = () => session.status().unsafe === 0;
  if (isSaved()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (saved: boolean) => {
      clearTimeout(late);
      stop();
      resolve(saved);
    };
    const late = setTimeout(() => end(false), patience);
    const stop = session.subscribe(() => {
      if (isSaved()) end(true);
    });
  });
}
