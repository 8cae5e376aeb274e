import { canonicalJson } from '../canonical-json.ts';
import { isRecord } from '../is-record.ts';
import { factsOfText, partDigests, type TextFacts } from '../text/digest.ts';
import { type Check, holdsIf } from './check.ts';
import type { EvidenceFile } from './evidence-file.ts';
import type { Walk } from './walk-journal.ts';

/** The facts of the file's text; `undefined` when a section is missing or the words are no text. */
export function factsIn(file: EvidenceFile): TextFacts | undefined {
  try {
    return factsOfText(file.text);
  } catch {
    return undefined;
  }
}

/** APP-2: the words in the file are those whose digest was frozen, as a whole and part by part. */
export function textChecks(file: EvidenceFile, facts: TextFacts | undefined, { frozenBy }: Walk): readonly Check[] {
  const frozen = frozenBy?.event;
  const isText = facts !== undefined && facts.digest === file.digest && facts.digest === frozen?.digest;
  const wrong = facts ? differing(partDigests(facts), frozen?.sections) : [];
  return [
    { group: 'text', code: 'text-digest', status: holdsIf(isText), data: { digest: facts?.digest ?? file.digest } },
    {
      group: 'text',
      code: 'part-digests',
      status: holdsIf(facts !== undefined && wrong.length === 0),
      data: { words: wrong },
    },
  ];
}

/** The parts that one has and the other hasn't, or has otherwise. */
function differing(here: Readonly<Record<string, unknown>>, frozen: unknown): readonly string[] {
  const there = isRecord(frozen) ? frozen : {};
  const parts = new Set([...Object.keys(here), ...Object.keys(there)]);
  return [...parts].filter((part) => canonicalJson(here[part] ?? null) !== canonicalJson(there[part] ?? null));
}
