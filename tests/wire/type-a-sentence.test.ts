import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createOrganisation, withServer } from '../support/server.ts';

const script = join(import.meta.dirname, 'type-a-sentence.mjs');
const run = promisify(execFile);

test('the script of PROTOCOL.md signs in, connects the stock provider and types a sentence', async () => {
  await withServer(async (server) => {
    const { manager, organisation } = await createOrganisation(server, 'Association Le Relais');
    const { id } = await manager.api.conventions.open({
      organisation,
      title: 'Convention de répit',
      language: 'fr',
      timeZone: 'Europe/Paris',
      start: { kind: 'empty' },
    });
    const { stdout } = await run(process.execPath, [
      script,
      server.url,
      manager.email,
      manager.password,
      id,
      'Du répit.',
    ]);
    expect(stdout).toContain('saved');
    const { sections } = await manager.api.text.get({ id });
    expect(JSON.stringify(sections.project)).toContain('Du répit.');
    await expect(run(process.execPath, [script, server.url, manager.email, 'faux', id, 'Non.'])).rejects.toThrow('401');
  });
});

test('PROTOCOL.md shows that very script', async () => {
  const protocol = await readFile(join(import.meta.dirname, '..', '..', 'PROTOCOL.md'), 'utf8');
  expect(protocol).toContain(await readFile(script, 'utf8'));
});
