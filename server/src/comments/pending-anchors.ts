import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** A thread whose words could not be marked, because nothing might be written where they are. */
export type PendingAnchor = {
  readonly thread: string;
  readonly section: SectionId;
  readonly from: unknown;
  readonly to: unknown;
};

export type PendingAnchors = {
  of(convention: string): Promise<readonly PendingAnchor[]>;
  /** The words bear the mark now: the positions have served. */
  marked(thread: string): Promise<void>;
};

/** Threads kept by their positions, in the database. */
export function pendingAnchors(db: Kysely<Database>): PendingAnchors {
  return {
    async of(convention) {
      const rows = await db
        .selectFrom('thread')
        .select(['id', 'section', 'anchor'])
        .where('convention', '=', convention)
        .where('anchor', 'is not', null)
        .orderBy('created_at')
        .execute();
      return rows.flatMap(({ id, section: name, anchor }) => {
        const section = sectionIds.find((one) => one === name);
        const { from, to } = JSON.parse(anchor ?? '{}') as { from?: unknown; to?: unknown };
        return section ? [{ thread: id, section, from, to }] : [];
      });
    },
    async marked(thread) {
      await db.updateTable('thread').set({ anchor: null }).where('id', '=', thread).execute();
    },
  };
}
