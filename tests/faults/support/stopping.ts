/** Servers that die at an exact point of an edit's way, one after the other on the same folder. */
import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Installation, type ServingOptions } from './installation.ts';
import { type CrowdWish, Oracle } from './oracle.ts';
import { Promises } from './promises.ts';
import { faultsServed } from './reading.ts';
import { type StopOrder, type StopPoint, stopVariable } from './stop-points.ts';

/** A server that never comes to the point it should die at is no trial: after this many milliseconds it fails, on a starved machine as well. */
const usualLife = 60_000;

export type Stop = Pick<StopOrder, 'point' | 'nth'>;

/** The file is made when everybody types; the server looks for it. */
export function serverStoppingAt({ point, nth }: Stop, armed: string): ServingOptions {
  const order: StopOrder = { point, nth, armed };
  return {
    preload: [join(import.meta.dirname, 'stop-at.ts')],
    environment: { [stopVariable]: JSON.stringify(order) },
  };
}

/** Kills the server at each of these points in turn; throws what of the promises is missing after one. */
export async function stopAtEach(
  stops: readonly Stop[],
  wish: Omit<CrowdWish, 'convention'>,
  longestLife = usualLife,
): Promise<ReadonlyMap<StopPoint, number>> {
  const installation = await Installation.make();
  const armed = `${installation.folder}.armed`;
  const record = `${installation.folder}.record`;
  const oracle = new Oracle(record);
  const promises = new Promises(record);
  const saved = new Map<StopPoint, number>();
  try {
    let convention: string | undefined;
    const [first] = stops;
    if (first) installation.makeReady(serverStoppingAt(first, armed));
    for (const [index, stop] of stops.entries()) {
      await rm(armed, { force: true });
      await installation.start();
      const next = stops[index + 1];
      installation.makeReady(next ? serverStoppingAt(next, armed) : {});
      convention ??= await installation.openConvention();
      if (existsSync(record)) await expectAllServed(installation, convention, promises);
      await oracle.begin(installation, { readers: 3, ...wish, convention });
      writeFileSync(armed, '');
      await expectDeath(installation, stop.point, longestLife);
      saved.set(stop.point, (await oracle.end()).saved);
      promises.read();
    }
    await installation.start();
    await expectAllServed(installation, convention ?? '', promises);
    return saved;
  } finally {
    await oracle.leave();
    await installation.remove();
    await Promise.all([rm(armed, { force: true }), rm(record, { force: true })]);
  }
}

async function expectDeath(installation: Installation, point: StopPoint, longestLife: number): Promise<void> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    installation.server.kill();
  }, longestLife);
  const how = await installation.gone();
  clearTimeout(timer);
  if (late) throw new Error(`the server never came to ${point}`);
  if (how !== 'SIGKILL') throw new Error(`the server ended with ${how} instead of dying at ${point}`);
}

async function expectAllServed(installation: Installation, convention: string, promises: Promises): Promise<void> {
  const faults = await faultsServed(installation, convention, promises);
  if (faults.length > 0) throw new Error(faults.slice(0, 20).join('\n'));
}
