/** Where a request comes from. The same notion as Express has with `trust proxy`, for requests that never reach Express. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The address to count a request under. So many proxies stand in front, and only what they added to `X-Forwarded-For` is
 * believed. Of an IPv6 address the first half counts: whoever has one has all that begin with it.
 */
export function callerAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: number,
): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',').filter(Boolean);
  const way = [socket.remoteAddress ?? '', ...forwarded.reverse().map((address) => address.trim())];
  return network(way[Math.min(proxies, way.length - 1)] ?? '');
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.toLowerCase().split('::');
  const [first, last] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = after === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
