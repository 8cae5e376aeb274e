/** The fallback without WebSockets, spoken by hand: one request at a time, as they are. */
import type { Actor } from '@entente/shared/negotiation/commands';
import { EventStreamReader, type StreamEvent } from '@entente/shared/wire/event-stream';
import { personHeader } from './engine.ts';
import type { EngineStory } from './engine-story.ts';
import { eventually } from './eventually.ts';

export type RawStream = {
  readonly status: number;
  readonly headers: Headers;
  readonly events: StreamEvent[];
  /** The secret that the stream began with. */
  stream(): Promise<string>;
  /** The close code of the last event. */
  closed(): Promise<number>;
  /** True once the answer has ended, however. */
  ended(): boolean;
  /** A body that is a stream is sent as it comes. */
  post(n: number | string, body: Uint8Array<ArrayBuffer> | ReadableStream, more?: Posting): Promise<number>;
  leave(): void;
};

export type Posting = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly stream?: string;
  readonly convention?: string;
};

export async function openStream(
  { engine, id }: EngineStory,
  by: Actor,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawStream> {
  const { clientId, epoch, schemaVersion } = await engine.conventions.openPage(id, by);
  const base = engine.syncUrl.replace(/^ws/, 'http');
  const query = new URLSearchParams({ client: String(clientId), epoch, schema: String(schemaVersion) });
  const gone = new AbortController();
  const who = { [personHeader]: by.person };
  const response = await fetch(`${base}/${id}/events?${query}`, {
    headers: { ...who, ...headers },
    signal: gone.signal,
  });
  const events: StreamEvent[] = [];
  const state = { isEnded: false };
  void readInto(events, response).finally(() => {
    state.isEnded = true;
  });
  const stream = async () => {
    await eventually(() => events.length > 0);
    const [first] = events;
    if (first?.kind !== 'open') throw new Error('the stream did not begin with its secret');
    return first.stream;
  };
  return {
    status: response.status,
    headers: response.headers,
    events,
    stream,
    closed: async () => {
      await eventually(() => events.at(-1)?.kind === 'close' && state.isEnded);
      const last = events.at(-1);
      return last?.kind === 'close' ? last.code : 0;
    },
    ended: () => state.isEnded,
    post: async (n, body, more = {}) => {
      const to = new URLSearchParams({ stream: more.stream ?? (await stream()), n: String(n) });
      const answer = await fetch(`${base}/${more.convention ?? id}/messages?${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...who, ...more.headers },
        body,
        ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    leave: () => gone.abort(),
  };
}

async function readInto(events: StreamEvent[], { body }: Response): Promise<void> {
  const reader = new EventStreamReader();
  const text = new TextDecoder();
  try {
    for await (const piece of body ?? []) events.push(...reader.read(text.decode(piece, { stream: true })));
  } catch {
    // Cut off, or left: the events so far are what there is.
  }
}
