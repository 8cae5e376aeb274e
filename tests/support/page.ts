/** An open page: a `Y.Doc` and the stock provider, as a browser has them, under Node. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import { canonicalWords, plainText } from '@entente/shared/text/canonical';
import { type Announcement, messageTypes, type UpdateRefused } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { personHeader } from './engine.ts';
import type { EngineStory } from './engine-story.ts';
import { eventually } from './eventually.ts';

// Every stock provider listens to the end of the process; tests open hundreds.
process.setMaxListeners(Number.POSITIVE_INFINITY);

export type Page = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly clientId: number;
  readonly params: Record<string, string>;
  /** How many update messages the server called durable on the present connection. */
  saved(): number;
  /** How many update messages the page sent on the present connection. */
  sent(): number;
  readonly refusals: UpdateRefused[];
  readonly announcements: Announcement[];
  /** Close codes, in their order. */
  readonly closings: number[];
  synced(): Promise<void>;
  /** Puts these words before the first paragraph's own. */
  edit(section: SectionId, words: string): void;
  /** Resolves when all that was sent is durable. */
  allSaved(): Promise<void>;
  /** Appends a paragraph. */
  type(section: SectionId, words: string): void;
  words(section: SectionId): string;
  leave(): void;
};

export type PageOptions = {
  /** What the page kept from an earlier visit. */
  readonly kept?: Uint8Array;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another socket than a WebSocket; it sends the headers with each request. */
  readonly socket?: SocketMaker;
  /** Another way to the engine than the straight one, such as a proxy. */
  readonly syncUrl?: string;
  /** False: begins offline. */
  readonly connect?: boolean;
  /** The stock provider asks for what it lacks every so often; left out, only when it connects. */
  readonly resyncMilliseconds?: number;
};

/** Opens a page for a person: asks for a `clientID`, then connects. */
export async function openPage({ engine, id }: EngineStory, by: Actor, options: PageOptions = {}): Promise<Page> {
  const { clientId, epoch, schemaVersion } = await engine.conventions.openPage(id, by);
  const params = { client: String(clientId), epoch, schema: String(schemaVersion), ...options.params };
  const { syncUrl = engine.syncUrl } = options;
  return connectPage({ syncUrl, convention: id, person: by.person, clientId }, { ...options, params });
}

type Headers = Readonly<Record<string, string>>;

/** A class with the interface of a WebSocket, of which the provider makes its sockets. */
export type SocketMaker = (headers: Headers) => typeof globalThis.WebSocket;

type Address = {
  readonly syncUrl: string;
  readonly convention: string;
  readonly person: string;
  readonly clientId: number;
};

export function connectPage({ syncUrl, convention, person, clientId }: Address, options: PageOptions): Page {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  if (options.kept) Y.applyUpdate(doc, options.kept);
  const counts = { saved: 0, sent: 0 };
  const refusals: UpdateRefused[] = [];
  const announcements: Announcement[] = [];
  const closings: number[] = [];
  const provider = new WebsocketProvider(syncUrl, convention, doc, {
    connect: false,
    disableBc: true,
    params: { ...options.params },
    ...(options.resyncMilliseconds === undefined ? {} : { resyncInterval: options.resyncMilliseconds }),
    WebSocketPolyfill: counting((options.socket ?? webSocket)({ [personHeader]: person, ...options.headers }), counts),
  });
  provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
    counts.saved = decoding.readVarUint(decoder);
  };
  provider.messageHandlers[messageTypes.refused] = (_encoder, decoder) => {
    refusals.push(JSON.parse(decoding.readVarString(decoder)) as UpdateRefused);
  };
  provider.messageHandlers[messageTypes.announcement] = (_encoder, decoder) => {
    announcements.push(JSON.parse(decoding.readVarString(decoder)) as Announcement);
  };
  provider.on('connection-close', (event) => {
    if (event) closings.push(event.code);
  });
  if (options.connect !== false) provider.connect();
  return {
    doc,
    provider,
    clientId,
    params: provider.params,
    saved: () => counts.saved,
    sent: () => counts.sent,
    refusals,
    announcements,
    closings,
    synced: () => eventually(() => provider.synced),
    allSaved: () => eventually(() => counts.sent > 0 && counts.saved === counts.sent),
    type: (section, words) => {
      const paragraph = new Y.XmlElement('paragraph');
      const fragment = doc.getXmlFragment(textRoot(section));
      doc.transact(() => {
        paragraph.insert(0, [new Y.XmlText(words)]);
        fragment.push([paragraph]);
      });
    },
    edit: (section, words) => firstText(doc, section).insert(0, words),
    words: (section) => plainText(canonicalWords(doc.getXmlFragment(textRoot(section)))).trim(),
    leave: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** The words of a section's first paragraph. */
export function firstText(doc: Y.Doc, section: SectionId): Y.XmlText {
  const paragraph = doc.getXmlFragment(textRoot(section)).get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error(`no words in ${section}`);
  return text;
}

/** `ws` with headers, as a browser adds its cookie. */
export function webSocket(headers: Headers): typeof globalThis.WebSocket {
  class HeaderSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  }
  return HeaderSocket as unknown as typeof globalThis.WebSocket;
}

/** Counts what `PROTOCOL.md` calls update messages. */
function counting(
  Socket: typeof globalThis.WebSocket,
  counts: { saved: number; sent: number },
): typeof globalThis.WebSocket {
  return class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      counts.saved = 0;
      counts.sent = 0;
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (data[0] === messageTypes.sync && (data[1] === 1 || data[1] === 2)) counts.sent += 1;
      super.send(data);
    }
  };
}
