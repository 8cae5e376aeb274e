import { z } from 'zod';
import { zId, zInstant, zSection } from '../negotiation/commands.ts';

const zReply = z.object({
  id: zId,
  person: zId,
  at: zInstant,
  text: z.string(),
});

/** A discussion anchored to words. `detached` is worked out by the page: no mark with this identifier is left in the text. */
export const zThread = z.object({
  id: zId,
  section: zSection,
  /** The words it was about, kept when they are deleted. */
  quote: z.string(),
  status: z.enum(['open', 'resolved']),
  replies: z.array(zReply).min(1),
  /** Where it is when the section was closed to marks: Yjs relative positions (JSON), else null. */
  anchor: z.object({ from: z.unknown(), to: z.unknown() }).nullable(),
});
export type Thread = z.infer<typeof zThread>;
export type Reply = z.infer<typeof zReply>;
