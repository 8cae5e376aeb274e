import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';
import { firstWords } from '../support/first-words.ts';
import { withServer } from '../support/server.ts';
import { negotiation } from '../support/two-parties.ts';

const section = 'means';

test('a comment on a closed section waits beside the text, and becomes a mark when the section is reopened', async () => {
  await withServer(async (server) => {
    const { id, teams } = await negotiation(server);
    const [host, guest] = teams;
    const { facts } = await host.director.api.text.get({ id });
    const agree = { type: 'takeStance', section, position: 'agree', digest: facts.sections[section].digest } as const;
    for (const { manager } of [host, guest]) await manager.api.conventions.command({ id, command: agree });
    const { doc, text, range } = await firstWords(server, id, section);
    const started = await guest.manager.api.threads.start({ id, section, ...range(7), text: 'À revoir.' });
    expect(started.anchor).not.toBeNull();
    const reopen = { type: 'reopenSection', section, reason: 'Il manque une ligne.' } as const;
    await host.manager.api.conventions.command({ id, command: reopen });
    await eventually(async () => (await guest.manager.api.threads.list({ id }))[0]?.anchor === null);
    for (const { bytes } of await server.services.store.textLog(id)) Y.applyUpdate(doc, bytes);
    expect(text.toDelta()[0]).toMatchObject({ insert: started.quote, attributes: {} });
    expect(JSON.stringify(text.toDelta()[0])).toContain(started.id);
    const after = await host.director.api.text.get({ id });
    expect(after.facts).toEqual(facts);
  });
});
