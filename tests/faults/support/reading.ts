/** What a newcomer is given: the whole text by the wire, the journal by the API. */

import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { syncMessage } from '../../support/raw-socket.ts';
import type { Installation } from './installation.ts';
import type { Promises } from './promises.ts';

/** The whole text, as the server's answer to a page that has nothing. Rejects with the close code when there is none. */
export async function wholeText(installation: Installation, convention: string): Promise<Uint8Array> {
  const [person] = installation.people;
  if (!person) throw new Error('nobody is there to read');
  const page = await person.api.text.openPage({ id: convention });
  const query = `client=${page.clientId}&epoch=${page.epoch}&schema=${page.schemaVersion}`;
  const socket = new WebSocket(`${installation.server.syncUrl}/${convention}?${query}`, {
    headers: { cookie: person.cookie },
  });
  try {
    return await new Promise((resolve, reject) => {
      // A question that nobody asked before, so that the answer is all in one: it has nothing, not even of itself.
      const question = Y.encodeStateVector(new Map([[page.clientId, 0]]));
      socket.on('open', () => socket.send(syncMessage(messageYjsSyncStep1, question)));
      socket.on('message', (data: Buffer) => {
        if (data[0] !== messageTypes.sync || data[1] !== messageYjsSyncStep2) return;
        const decoder = decoding.createDecoder(data);
        decoding.readVarUint(decoder);
        decoding.readVarUint(decoder);
        resolve(decoding.readVarUint8Array(decoder));
      });
      socket.on('close', (code) => reject(new Error(`the reader was closed with ${code}`)));
      socket.on('error', reject);
    });
  } finally {
    socket.terminate();
  }
}

/** Everything that is wrong with what the server has, after all that was promised. */
export async function faultsServed(
  installation: Installation,
  convention: string,
  promises: Promises,
): Promise<string[]> {
  const [person] = installation.people;
  const journal = await person?.api.conventions.journal({ id: convention });
  return [...promises.faultsOf(await wholeText(installation, convention)), ...promises.faultsOfJournal(journal ?? [])];
}
