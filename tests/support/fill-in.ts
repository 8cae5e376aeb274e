/** Somebody fills in the fields and rows that approval awaits, on a page of their own. */
import { type FilledIn, fillIn } from '@entente/server/demo/fill-in';
import type { Actor } from '@entente/shared/negotiation/commands';
import { completeParticulars } from './complete-particulars.ts';
import type { EngineStory } from './engine-story.ts';
import { eventually } from './eventually.ts';
import { connectPage, openPage, type Page } from './page.ts';
import type { Person, TestServer } from './server.ts';

/** In a convention of a whole server. The person may write in it; the parties are given by their identifiers. */
export async function fillInAs(
  server: Pick<TestServer, 'url'>,
  person: Person,
  { id, parties }: { readonly id: string; readonly parties: readonly string[] },
): Promise<void> {
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id });
  const page = connectPage(
    { syncUrl: `${server.url.replace('http', 'ws')}/sync`, convention: id, person: person.id, clientId },
    {
      params: { client: String(clientId), epoch, schema: String(schemaVersion) },
      headers: { cookie: person.cookie, origin: server.url },
    },
  );
  await filled(page, completeParticulars(parties));
}

/** In a convention of the engine alone. */
export async function fillInStory(story: EngineStory, by: Actor, parties: readonly string[]): Promise<void> {
  await filled(await openPage(story, by), completeParticulars(parties));
}

async function filled(page: Page, particulars: FilledIn): Promise<void> {
  try {
    await page.synced();
    fillIn(page.doc, particulars);
    await eventually(() => page.refusals.length > 0 || (page.sent() > 0 && page.saved() === page.sent()));
    if (page.refusals.length > 0) throw new Error(`it was refused: ${JSON.stringify(page.refusals)}`);
  } finally {
    page.leave();
  }
}
