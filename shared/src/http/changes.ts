/** What changed in a convention's text since one moment, by part, author and organisation (NEG-8). */
import { z } from 'zod';
import { zAgreedPart, zId, zInstant } from '../negotiation/commands.ts';

const zAuthor = z.object({
  person: zId,
  organisation: zId,
  /** Letters that this person put in and took away in the part, what was undone since included. */
  inserted: z.number().int(),
  deleted: z.number().int(),
  /** When this person last changed the part. */
  last: zInstant,
});

/** A place in the part's `authors`; null where it is no longer known which of several authors it was. */
const zBy = z.number().int().nullable();

/** A stretch of the part's words; a line end closes a paragraph. */
const zStretch = z.object({
  kind: z.enum(['same', 'inserted', 'deleted']),
  text: z.string(),
  by: zBy,
  at: zInstant.nullable(),
});

const zCell = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** A cell that says something else than before. `row`: its kind, and its number now (before, when it is gone); null for a field. */
const zChangedCell = z.object({
  row: z
    .object({ kind: z.string(), number: z.number().int(), became: z.enum(['added', 'removed', 'changed']) })
    .nullable(),
  column: z.string(),
  before: zCell,
  after: zCell,
  by: zBy,
  at: zInstant.nullable(),
});

export const zChangedPart = z.object({
  part: zAgreedPart,
  /** Who touched the part since, most letters first; somebody whose changes were all undone is here too. */
  authors: z.array(zAuthor),
  words: z.array(zStretch),
  cells: z.array(zChangedCell),
});
export type ChangedPart = z.infer<typeof zChangedPart>;
export type ChangedStretch = z.infer<typeof zStretch>;
export type ChangedCell = z.infer<typeof zChangedCell>;
export type ChangeAuthor = z.infer<typeof zAuthor>;

/** `since`: the kept text that it is compared with; null: nothing, so that all of the text is new. Only parts that were touched. */
export const zChanges = z.object({ since: zId.nullable(), parts: z.array(zChangedPart) });
export type Changes = z.infer<typeof zChanges>;
