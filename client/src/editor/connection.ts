/**
 * The stock y-websocket provider, as this product's wire needs it: exact counting of what was sent, our three message
 * types, jitter, and named endings instead of close codes.
 */
import {
  type Announcement,
  closeCodes,
  messageTypes,
  type UpdateRefused,
  zAnnouncement,
  zUpdateRefused,
} from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { countingSocket, type SocketWatch } from './counting-socket.ts';
import { spreadReconnections } from './spread-reconnections.ts';

/**
 * Why a page's document is over. `stale`: ask for a new page and go on. `refused`: the words of this page were not admitted.
 * `diverged`: this document is not the server's, though every word of this page is saved there.
 */
export type SessionEnd =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'diverged' }
  | { readonly kind: 'refused'; readonly refusal: UpdateRefused };

export type ConnectionEvents = SocketWatch & {
  /** `code`: why it no longer is, where the server said so. */
  readonly connected: (connected: boolean, code?: number) => void;
  readonly synced: () => void;
  readonly acknowledged: (count: number) => void;
  /** The server's text, at this place among its messages, has this digest. */
  readonly digest: (digest: string) => void;
  readonly announced: (announcement: Announcement) => void;
  readonly ended: (end: SessionEnd) => void;
};

export type ConnectionAddress = {
  readonly convention: string;
  readonly clientId: number;
  readonly epoch: string;
  readonly schemaVersion: number;
};

/** Connects a document. The caller destroys the provider. */
export function connect(
  { doc, awareness }: { doc: Y.Doc; awareness: Awareness },
  address: ConnectionAddress,
  events: ConnectionEvents,
): WebsocketProvider {
  const provider = new WebsocketProvider(
    `${window.location.origin.replace(/^http/, 'ws')}/sync`,
    address.convention,
    doc,
    {
      awareness,
      connect: false,
      disableBc: true,
      params: { client: String(address.clientId), epoch: address.epoch, schema: String(address.schemaVersion) },
      WebSocketPolyfill: countingSocket(events),
    },
  );
  listen(provider, events);
  spreadReconnections(provider);
  provider.connect();
  return provider;
}

/** Tells the server that this page has another text than it; for the server's log. */
export function tellDiverged(provider: WebsocketProvider, mine: string): void {
  const message = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.diverged);
    encoding.writeVarString(encoder, mine);
  });
  if (provider.wsconnected) provider.ws?.send(message);
}

/** Connects again at once, whatever wait the provider is in. */
export function connectAnew(provider: WebsocketProvider): void {
  provider.disconnect();
  provider.connect();
}

function listen(provider: WebsocketProvider, events: ConnectionEvents): void {
  let refusal: UpdateRefused | undefined;
  provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) =>
    events.acknowledged(decoding.readVarUint(decoder));
  provider.messageHandlers[messageTypes.digest] = (_encoder, decoder) => events.digest(decoding.readVarString(decoder));
  provider.messageHandlers[messageTypes.refused] = (_encoder, decoder) => {
    refusal = zUpdateRefused.parse(JSON.parse(decoding.readVarString(decoder)));
  };
  provider.messageHandlers[messageTypes.announcement] = (_encoder, decoder) => {
    const announcement = zAnnouncement.safeParse(JSON.parse(decoding.readVarString(decoder)));
    // A newer server may announce what this page doesn't know yet.
    if (announcement.success) events.announced(announcement.data);
  };
  provider.on('status', ({ status }) => {
    if (status === 'connected') events.connected(true);
  });
  provider.on('sync', (synced: boolean) => {
    if (synced) events.synced();
  });
  provider.on('connection-close', (event) => events.connected(false, event?.code));
  provider.on('closed', ({ code }) => events.ended(endOf(code, refusal)));
}

function endOf(code: number, refusal: UpdateRefused | undefined): SessionEnd {
  switch (code) {
    case closeCodes.signedOut:
      return { kind: 'signed-out' };
    case closeCodes.notFound:
      return { kind: 'not-found' };
    case closeCodes.updateRefused:
      return { kind: 'refused', refusal: refusal ?? { code: 'malformed', section: null } };
    case closeCodes.malformed:
      return { kind: 'refused', refusal: { code: 'malformed', section: null } };
    default:
      return { kind: 'stale' };
  }
}
