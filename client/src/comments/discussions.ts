import type { Thread } from '@entente/shared/comments/thread';
import { createContext, useContext } from 'react';
import type { ChosenWords } from './use-threads.ts';

/** The page's discussions: which one is looked at, and the words about to become one. */
export type Discussions = {
  readonly threads: readonly Thread[];
  readonly failed: boolean;
  /** The thread in hand: its card is open, its words stand out. */
  readonly active: string | null;
  readonly activate: (thread: string | null) => void;
  /** The thread under the pointer, in the text or in the margin. */
  readonly hovered: string | null;
  readonly hover: (thread: string | null) => void;
  readonly chosen: ChosenWords | null;
  /** Takes the words selected in the active editor; false when there are none. */
  readonly choose: () => boolean;
  readonly forgetChosen: () => void;
  readonly mayComment: boolean;
  /** On small screens the discussions are a drawer. */
  readonly drawer: { readonly opened: boolean; readonly open: () => void; readonly close: () => void };
};

export const DiscussionsContext = createContext<Discussions | null>(null);

/** The discussions of this page. Throws outside the convention's page. */
export function useDiscussions(): Discussions {
  const discussions = useContext(DiscussionsContext);
  if (!discussions) throw new Error('useDiscussions is used outside the convention page');
  return discussions;
}
