import type { PartId } from '@entente/shared/sections/parts';
import type { WritingRights } from '@entente/shared/text/admission/admission';

/** What a person may do, in the words of a test; left out: everything. */
export type Doors = {
  readonly mayWrite?: boolean;
  readonly frozen?: boolean;
  readonly closed?: readonly PartId[];
};

/** Why a part is closed, as the negotiation would say. */
export function whyClosed({ mayWrite = true, frozen = false, closed = [] }: Doors = {}): WritingRights['whyClosed'] {
  return (part) => {
    if (!mayWrite) return 'no-right-to-write';
    if (frozen) return 'text-frozen';
    return part !== null && closed.includes(part) ? 'section-closed' : undefined;
  };
}
