/** A socket without a provider: sends bytes as they are, and keeps what comes back. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { messageTypes, type UpdateRefused } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type ClientOptions, WebSocket } from 'ws';
import { personHeader } from './engine.ts';
import type { EngineStory } from './engine-story.ts';
import { eventually } from './eventually.ts';

export type Received = { readonly type: number; readonly decoder: decoding.Decoder };

export type RawSocket = {
  readonly clientId: number;
  readonly socket: WebSocket;
  readonly received: Uint8Array[];
  /** The code with which the server closed it. */
  closed(): Promise<number>;
  send(bytes: Uint8Array): void;
  sendSync(kind: 0 | 1 | 2, bytes: Uint8Array): void;
  /** States by `clientID`, `null` for the ones that went. */
  sendPresence(states: readonly (readonly [clientId: number, clock: number, state: unknown])[]): void;
  refusal(): UpdateRefused | undefined;
  /** The highest number called durable so far. */
  saved(): number;
  /** What is known of who is here, by `clientID`. */
  present(): Map<number, unknown>;
};

type RawOptions = { readonly query?: Readonly<Record<string, string>>; readonly options?: ClientOptions };

export async function openRaw(
  { engine, id }: EngineStory,
  by: Actor,
  { query, options }: RawOptions = {},
): Promise<RawSocket> {
  const { clientId, epoch, schemaVersion } = await engine.conventions.openPage(id, by);
  const parameters = new URLSearchParams({ client: String(clientId), epoch, schema: String(schemaVersion), ...query });
  const socket = new WebSocket(`${engine.syncUrl}/${id}?${parameters}`, {
    ...options,
    headers: { [personHeader]: by.person, ...options?.headers },
  });
  socket.binaryType = 'nodebuffer';
  const received: Uint8Array[] = [];
  let code: number | undefined;
  socket.on('message', (data: Buffer) => received.push(data));
  socket.on('close', (closing) => {
    code = closing;
  });
  socket.on('error', () => undefined);
  await eventually(() => socket.readyState !== WebSocket.CONNECTING);
  return {
    clientId,
    socket,
    received,
    closed: async () => {
      await eventually(() => code !== undefined);
      return code ?? 0;
    },
    send: (bytes) => socket.send(bytes),
    sendSync: (kind, bytes) => socket.send(syncMessage(kind, bytes)),
    sendPresence: (states) =>
      socket.send(presenceMessage(states.map(([id, clock, state]) => [id, clock, JSON.stringify(state)] as const))),
    refusal: () => {
      const message = messagesOf(received).find(({ type }) => type === messageTypes.refused);
      return message && (JSON.parse(decoding.readVarString(message.decoder)) as UpdateRefused);
    },
    saved: () =>
      messagesOf(received)
        .filter(({ type }) => type === messageTypes.saved)
        .reduce((_highest, { decoder }) => decoding.readVarUint(decoder), 0),
    present: () => presentIn(received),
  };
}

export function syncMessage(kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

/** Entries of `clientID`, clock and state, the state as it is to be sent. */
export function presenceMessage(states: readonly (readonly [number, number, string])[]): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [clientId, clock, state] of states) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

function messagesOf(received: readonly Uint8Array[]): Received[] {
  return received.map((bytes) => {
    const decoder = decoding.createDecoder(bytes);
    return { type: decoding.readVarUint(decoder), decoder };
  });
}

function presentIn(received: readonly Uint8Array[]): Map<number, unknown> {
  const present = new Map<number, unknown>();
  for (const { type, decoder } of messagesOf(received)) {
    if (type !== messageTypes.awareness) continue;
    const update = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    for (let left = decoding.readVarUint(update); left > 0; left--) {
      const clientId = decoding.readVarUint(update);
      decoding.readVarUint(update);
      present.set(clientId, JSON.parse(decoding.readVarString(update)));
    }
  }
  return present;
}
