/** Pages that relay each other: one leaves as the next one joins, at a distance of milliseconds that the seed chooses. */
import { setTimeout as pause } from 'node:timers/promises';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { syncMessage } from '../../support/raw-socket.ts';
import type { Installation } from './installation.ts';
import { momentOf } from './kills.ts';
import { Typing } from './typing.ts';

/** Around the time that an empty room is kept by `quick-idle.ts`. */
const between = [0, 12] as const;
const longestWait = 10_000;

/** Throws when a page that joins lacks what an earlier one was told is saved. */
export async function joinWhileOthersLeave(
  installation: Installation,
  convention: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const kept = new Map<number, number>();
  let next = await addressOf(installation, convention, from);
  for (let seed = from; seed < from + count; seed++) {
    const { url, cookie, clientId } = next;
    const page = new WebSocket(url, { headers: { cookie } });
    try {
      await shown(page, kept).catch((error: unknown) => {
        throw new Error(`round ${seed}: ${error instanceof Error ? error.message : String(error)}`);
      });
      const update = new Typing(clientId).next();
      await saved(page, update);
      for (const { id, length } of Y.decodeUpdate(update).structs) kept.set(id.client, id.clock + length);
      // Asked for while somebody is there: asking opens the room as well, and would win the race beforehand.
      next = await addressOf(installation, convention, seed + 1);
    } finally {
      page.close();
    }
    await pause(momentOf(seed, between));
  }
}

type Address = { readonly url: string; readonly cookie: string; readonly clientId: number };

async function addressOf(installation: Installation, convention: string, turn: number): Promise<Address> {
  const person = installation.people[turn % installation.people.length];
  if (!person) throw new Error('nobody is there to join');
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id: convention });
  const query = `client=${clientId}&epoch=${epoch}&schema=${schemaVersion}`;
  return { url: `${installation.server.syncUrl}/${convention}?${query}`, cookie: person.cookie, clientId };
}

/** Resolves when the page was given everything up to these clocks: by the answer, and by what became durable meanwhile. */
async function shown(page: WebSocket, kept: ReadonlyMap<number, number>): Promise<void> {
  const there = new Map<number, number>();
  const lacking = () => [...kept].filter(([client, end]) => (there.get(client) ?? 0) < end);
  page.on('open', () => page.send(syncMessage(messageYjsSyncStep1, Uint8Array.of(0))));
  const everything = said(page, (data) => {
    if (data[0] !== messageTypes.sync || (data[1] !== messageYjsSyncStep2 && data[1] !== messageYjsUpdate)) return;
    const decoder = decoding.createDecoder(data);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    for (const { id, length } of Y.decodeUpdate(decoding.readVarUint8Array(decoder)).structs) {
      there.set(id.client, Math.max(there.get(id.client) ?? 0, id.clock + length));
    }
    return lacking().length === 0 ? true : undefined;
  });
  await everything.catch((error: unknown) => {
    throw new Error(`${String(error)}; lacking [clientID, clock]: ${JSON.stringify(lacking())}`);
  });
}

async function saved(page: WebSocket, update: Uint8Array): Promise<void> {
  page.send(syncMessage(messageYjsUpdate, update));
  await said(page, (data) => (data[0] === messageTypes.saved ? true : undefined));
}

/** Resolves with the first message that is understood; rejects when the page is closed, or waits for too long. */
function said<T>(page: WebSocket, understand: (data: Buffer) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a page that joined was never answered')), longestWait);
    page.on('message', (data: Buffer) => {
      const understood = understand(data);
      if (understood === undefined) return;
      clearTimeout(timer);
      resolve(understood);
    });
    page.on('error', reject);
    page.on('close', (code) => reject(new Error(`a page that joined was closed with ${code}`)));
  });
}
