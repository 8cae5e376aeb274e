import { z } from 'zod';
import { readPart } from '../sections/parts.ts';
import { zRelativePosition } from './relative-position.ts';

/** What a page says of itself; who it is, the server adds. Anything else that it sends along is dropped. */
export const zOwnPresence = z.object({
  cursor: z.strictObject({ anchor: zRelativePosition, head: zRelativePosition }).nullish(),
  section: z
    .string()
    .refine((name) => readPart(name) !== undefined)
    .nullish(),
});
export type OwnPresence = z.infer<typeof zOwnPresence>;
