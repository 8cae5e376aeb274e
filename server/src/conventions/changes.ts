import type { Changes } from '@entente/shared/http/changes';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import type { ConventionStore } from '../storage/convention-store.ts';
import { changesSince } from '../text/changes/changes-since.ts';
import { seatIn } from './seat.ts';

type Known = { readonly key: string; readonly changes: Promise<Changes> };

/** So many conventions' answers are remembered, the last one of each. */
const mostRemembered = 32;
const remembered = new WeakMap<ConventionStore, Map<string, Known>>();

/**
 * NEG-8: what changed in the text since it was kept (`since`: the kept text; left out: since nothing), for everybody who takes
 * part. While the text stays as it is, everybody who asks the same has the same answer, worked out once.
 */
export async function changesFor(
  services: Services,
  person: SignedIn,
  { id, since }: { readonly id: string; readonly since?: string | undefined },
): Promise<Changes | Missing> {
  const seated = await seatIn(services, id, person.id);
  if ('missing' in seated) return seated;
  const { text_head: head } = await services.db
    .selectFrom('convention')
    .select('text_head')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const kept = since === undefined ? null : await services.store.keptText(id, since);
  if (kept === undefined) return missing;
  return once(services.store, { convention: id, key: `${since} ${head}` }, async () => ({
    since: since ?? null,
    parts: [...(await changesSince(kept, await services.store.textLog(id)))],
  }));
}

function once(
  store: ConventionStore,
  { convention, key }: { readonly convention: string; readonly key: string },
  ask: () => Promise<Changes>,
): Promise<Changes> {
  const known = remembered.get(store) ?? new Map<string, Known>();
  remembered.set(store, known);
  const last = known.get(convention);
  if (last?.key === key) return last.changes;
  const changes = ask();
  known.delete(convention);
  known.set(convention, { key, changes });
  // What failed is asked again; whoever asked hears of the failure.
  changes.catch(() => known.get(convention)?.changes === changes && known.delete(convention));
  const [oldest] = known.keys();
  if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
  return changes;
}
