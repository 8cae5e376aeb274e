import { connectPage, type Page } from './page.ts';
import type { Person, TestServer } from './server.ts';

/** A person's page of a convention on a running server, without a browser; ready to be written in. The caller leaves it. */
export async function pageOfPerson(server: Pick<TestServer, 'url'>, person: Person, id: string): Promise<Page> {
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id });
  const page = connectPage(
    { syncUrl: `${server.url.replace('http', 'ws')}/sync`, convention: id, person: person.id, clientId },
    {
      params: { client: String(clientId), epoch, schema: String(schemaVersion) },
      headers: { cookie: person.cookie, origin: server.url },
    },
  );
  await page.synced();
  return page;
}
