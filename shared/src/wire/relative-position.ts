/**
 * A Yjs relative position in JSON, as pages send them for carets and comments. The shape is checked to the last field:
 * a position that Yjs can't resolve throws in everybody's editor.
 */
import { z } from 'zod';
import { sectionIds, textRoot } from '../sections/sections.ts';

const zClock = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const zItemId = z.strictObject({ client: zClock, clock: zClock });

export const zRelativePosition = z
  .strictObject({
    type: zItemId.nullish(),
    tname: z.enum(sectionIds.map(textRoot)).nullish(),
    item: zItemId.nullish(),
    assoc: z.number().int().min(-1).max(1).optional(),
  })
  .refine(({ type, tname, item }) => Boolean(type ?? tname ?? item), 'names no place');
