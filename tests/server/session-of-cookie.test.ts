/** The quick look at a session that sockets take: finds what better-auth would find, and nothing else. */
import { setTimeout as pause } from 'node:timers/promises';
import { sessionCookie } from '@entente/server/accounts/auth';
import { inRounds } from '@entente/server/accounts/in-rounds';
import { loadSecret } from '@entente/server/accounts/secret';
import { sessionOfCookie } from '@entente/server/accounts/session-of-cookie';
import { expect, test } from 'vitest';
import { signUp, withServer } from '../support/server.ts';

test('a session is found by its cookie, until it ends; a forged, cut or foreign cookie leads nowhere', async () => {
  await withServer(async (server) => {
    const person = await signUp(server, 'Directrice, Les Tilleuls');
    const { db } = server.services;
    const name = sessionCookie(server.url);
    const secret = loadSecret(server.dataDirectory);
    const find = sessionOfCookie({ db, secret, name });
    const { cookie } = person;
    expect(await find(`theme=dark; ${cookie}`)).toEqual({ person: person.id, session: expect.any(String) });
    const [token = '', signature = ''] = decodeURIComponent(cookie.slice(name.length + 1)).split('.');
    const forged = [
      undefined,
      '',
      `${name}=`,
      `${name}=%`,
      `${name}=${token}`,
      `${name}=${token}.`,
      `${name}=${token}.${signature.slice(0, -4)}`,
      `${name}=${encodeURIComponent(`${token}x.${signature}`)}`,
      `${name}=${encodeURIComponent(`${token}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`)}`,
      `other.${cookie}`,
    ];
    for (const one of forged) expect(await find(one), String(one)).toBeUndefined();
    expect(await sessionOfCookie({ db, secret: `${secret}x`, name })(cookie)).toBeUndefined();
    await db
      .updateTable('session')
      .set({ expiresAt: new Date(Date.now() - 1).toISOString() })
      .execute();
    expect(await find(cookie)).toBeUndefined();
    await db
      .updateTable('session')
      .set({ expiresAt: new Date(Date.now() + 60_000).toISOString() })
      .execute();
    expect(await find(cookie)).toBeDefined();
    await person.post('/api/auth/sign-out', {});
    expect(await find(cookie)).toBeUndefined();
  });
});

test('a hundred who come at once are looked up in two rounds, none by what was so before it came', async () => {
  const rounds: (readonly string[])[] = [];
  let living = 'yes';
  const lookUp = inRounds(async (keys) => {
    rounds.push(keys);
    const found = living;
    await pause(5);
    return found;
  });
  const first = lookUp('a');
  living = 'no';
  const others = Array.from({ length: 99 }, (_, nth) => lookUp(`b${nth}`));
  expect(await first).toBe('yes');
  expect(new Set(await Promise.all(others))).toEqual(new Set(['no']));
  expect(rounds.map((keys) => keys.length)).toEqual([1, 99]);
});

test('a look that fails fails for those who were part of it, and for nobody after them', async () => {
  let isBroken = true;
  const lookUp = inRounds(async (keys) => {
    await pause(1);
    if (isBroken) throw new Error('no disk');
    return keys;
  });
  await expect(lookUp('a')).rejects.toThrow('no disk');
  isBroken = false;
  expect(await lookUp('b')).toEqual(['b']);
});
