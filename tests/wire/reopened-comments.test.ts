import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';
import { createOrganisation, openWith, withServer } from '../support/server.ts';

const section = 'means';

test('a comment on a closed section waits beside the text, and becomes a mark when the section is reopened', async () => {
  await withServer(async (server) => {
    const host = await createOrganisation(server, 'Les Tilleuls');
    const guest = await createOrganisation(server, 'Commune de Valmer', 'public-body');
    const id = await openWith(host, [guest], { kind: 'template' });
    const { facts } = await host.director.api.text.get({ id });
    const agree = { type: 'takeStance', section, position: 'agree', digest: facts.sections[section].digest } as const;
    for (const { manager } of [host, guest]) await manager.api.conventions.command({ id, command: agree });
    const doc = new Y.Doc();
    const log = async () => server.services.store.loadText(id);
    for (const { bytes } of await log()) Y.applyUpdate(doc, bytes);
    let node: unknown = doc.getXmlFragment(`text:${section}`).get(0);
    while (node instanceof Y.XmlElement) node = node.get(0);
    if (!(node instanceof Y.XmlText)) throw new Error('the template has words in this section');
    const text = node;
    const at = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
    const range = { section, from: at(0), to: at(7) } as const;
    const started = await guest.manager.api.threads.start({ id, ...range, text: 'À revoir.' });
    expect(started.anchor).not.toBeNull();
    const before = (await log()).length;
    const reopen = { type: 'reopenSection', section, reason: 'Il manque une ligne.' } as const;
    await host.manager.api.conventions.command({ id, command: reopen });
    await eventually(async () => (await guest.manager.api.threads.list({ id }))[0]?.anchor === null);
    for (const { bytes } of (await log()).slice(before)) Y.applyUpdate(doc, bytes);
    expect(text.toDelta()[0]).toMatchObject({ insert: started.quote, attributes: {} });
    expect(JSON.stringify(text.toDelta()[0])).toContain(started.id);
    const after = await host.director.api.text.get({ id });
    expect(after.facts).toEqual(facts);
  });
});
