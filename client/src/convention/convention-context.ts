/**
 * What every part of a convention's pages needs. `ConventionFrame` provides it; the rules run here on the same state and
 * the same text facts as on the server, so a control that is open here is open there.
 */
import type { ConventionView } from '@entente/shared/http/views';
import type { CommandInput } from '@entente/shared/negotiation/commands';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { TextFacts } from '@entente/shared/text/digest';
import { createContext, useContext } from 'react';
import type { TextSession } from '../editor/text-session.ts';

export type ConventionContextValue = {
  readonly view: ConventionView;
  /** Facts of the text as this page has it now (the live document's, or the frozen ones). */
  readonly facts: TextFacts;
  /** The live document, its provider, its saved state. */
  readonly text: TextSession;
  /** Why a command would be refused now by `decide`; undefined when it would be accepted. */
  readonly whyNot: (input: CommandInput) => Refusal | undefined;
  /** Sends a command; on success the view is the new one. Rejects with the API's error (see `reasonsOf`). */
  readonly run: (input: CommandInput) => Promise<void>;
  /** The server's clock, estimated (ISO 8601): calendar days are counted from it. */
  readonly now: () => string;
};

export const ConventionContext = createContext<ConventionContextValue | null>(null);

/** The convention of the page. Throws outside `ConventionFrame`. */
export function useConvention(): ConventionContextValue {
  const value = useContext(ConventionContext);
  if (!value) throw new Error('useConvention is used outside ConventionFrame');
  return value;
}
