/** The page's socket without WebSockets, without a network. */
import { eventText } from '@entente/shared/wire/event-stream';
import { toBase64 } from 'lib0/buffer';
import { afterEach, expect, test, vi } from 'vitest';
import { EventStreamSocket } from '../../client/src/editor/event-stream-socket.ts';
import { eventually } from '../support/eventually.ts';

afterEach(() => vi.restoreAllMocks());

test('an error of the page while it reads a message is shown as one, and the stream goes on', async () => {
  const thrown: unknown[] = [];
  const { queueMicrotask } = globalThis;
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) =>
    queueMicrotask(() => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    }),
  );
  const said = [eventText('open', 'a secret'), ...[1, 2].map((n) => eventText(null, toBase64(Uint8Array.of(n))))];
  const headers = { 'content-type': 'text/event-stream' };
  const socket = new EventStreamSocket('ws://localhost/sync', {
    fetch: async () => new Response(said.join(''), { headers }),
  });
  const heard: number[] = [];
  let closings = 0;
  socket.onclose = () => {
    closings += 1;
  };
  socket.onmessage = ({ data }) => {
    const [n = 0] = new Uint8Array(data);
    heard.push(n);
    if (n === 1) throw new Error('a defect of the page');
  };
  await eventually(() => closings > 0);
  expect(heard).toEqual([1, 2]);
  await eventually(() => thrown.length > 0);
  expect(thrown).toEqual([new Error('a defect of the page')]);
});
