import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { removeFolder, startEngine } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { manager } from '../support/people.ts';

/** A flipped bit, as a bad disk leaves it. */
function damageText(folder: string, convention: string): void {
  const database = new DatabaseSync(join(folder, 'entente.sqlite'));
  const { changes } = database.prepare(`update text_update set bytes = X'0000' where convention = ?`).run(convention);
  database.close();
  expect(changes).toBeGreaterThan(0);
}

test('F-07 F-11 a damaged text is refused to its readers; other conventions go on, and the server still stops in order', async () => {
  const before = await startEngine();
  const [damaged, whole] = [await EngineStory.open(before), await EngineStory.open(before)];
  await before.stop();
  damageText(before.folder, damaged.id);
  const engine = await startEngine({ folder: before.folder });
  await expect(engine.conventions.text(damaged.id)).rejects.toThrow(/checksum/);
  await expect(
    engine.conventions.execute(damaged.id, manager('relais'), { type: 'keepVersion', label: '' }),
  ).rejects.toThrow(/checksum/);
  expect((await engine.conventions.text(whole.id)).facts.sections.values.blank).toBe(false);
  await expect(engine.stop()).resolves.toBeUndefined();
  await removeFolder(before.folder);
});
