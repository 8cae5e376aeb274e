import { languageOf } from '@entente/shared/language';
import { approvalChecklist } from '@entente/shared/negotiation/checklist';
import type { Reason } from '@entente/shared/negotiation/reasons';
import type { SectionId } from '@entente/shared/sections/sections';
import { criteria, fieldsIn, type RowKind, rowKey, rowsIn } from '@entente/shared/text/tables';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FocusEvent, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import type { Lock } from '../convention/section-lock.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { useDesk } from '../editor/editor-desk.ts';
import { keepDraft } from '../editor/kept-drafts.ts';
import { undoManagerOf } from '../editor/undo-managers.ts';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import { draftsKey } from '../offline/local-copies.ts';
import { FieldsTable } from './fields-table.tsx';
import { RowsTable } from './rows-table.tsx';
import { type SectionTable, useSectionTable } from './section-table.ts';
import type { KeepWords } from './table-row.tsx';
import classes from './tables.module.css';
import { TotalsTable } from './totals-table.tsx';
import { useTableWords } from './use-table-words.ts';

type SectionTablesProps = {
  readonly section: SectionId;
  readonly lock: Lock | null;
  /** Identifier of the sentence that says why the section is locked. */
  readonly describedBy: string;
};

/** True for a section that says something in fields or rows. */
export function hasTables(section: SectionId): boolean {
  return Object.keys(fieldsIn(section)).length > 0 || Object.keys(rowsIn(section)).length > 0;
}

/** What a section says in fields and rows, under its words: filled in in the page, by everybody at once. */
export function SectionTables({ section, lock, describedBy }: SectionTablesProps) {
  const { t, i18n } = useTranslation('tables');
  const { view, text } = useConvention();
  const { doc } = text;
  const desk = useDesk();
  const table = useSectionTable(doc, section);
  const { parties, language } = view.state;
  const reader = languageOf(i18n.language);
  const words = useTableWords({ language, reader, organisations: view.organisations });
  const sheet = useMemo(() => ({ doc, section }), [doc, section]);
  const props = { sheet, history: undoManagerOf(doc, section), words, language, parties, locked: lock !== null };
  const entered = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('input, textarea, select')) return;
    desk.activate(section, true);
    text.enterSection(section);
  };
  const keep = useKeepWords(section);
  const without = fieldsWithoutUse(table);
  const kinds = Object.keys(rowsIn(section)) as RowKind[];
  const organisations = parties.map(({ organisation }) => organisation);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears which of its cells the focus came to.
    <div className={classes.tables} onFocus={entered} data-tables={section}>
      {kinds.map((kind) => (
        <RowsTable
          key={kind}
          {...props}
          kind={kind}
          rows={table.rows.filter((row) => row.kind === kind)}
          known={knownOf(kind, table, organisations)}
          describedBy={lock ? describedBy : undefined}
          keep={keep}
        />
      ))}
      {section === 'budget' ? (
        <TotalsTable lines={table.rows.map(({ cells }) => cells)} parties={organisations} words={words} />
      ) : null}
      {Object.keys(fieldsIn(section)).some((name) => !without.includes(name)) ? (
        <FieldsTable {...props} fields={table.fields} without={without} />
      ) : null}
      <Awaited section={section} title={t('awaited')} />
    </div>
  );
}

/** What was being typed into a row that somebody removed is kept beside the section, to be put back as a row or thrown away. */
function useKeepWords(section: SectionId): KeepWords {
  const { view } = useConvention();
  const key = draftsKey(view.me.person, view.state.id);
  return useCallback(
    ({ kind, cells }, { name, value }) => {
      if (value === undefined) return;
      const row = { type: 'row', attrs: { [rowKey]: kind, ...cells, [name]: value } };
      keepDraft(key, { section, why: 'row-removed', places: [{ instead: [], after: null, words: [row] }] });
    },
    [key, section],
  );
}

/** DOC-9: why there is no hidden cost is asked only where no line is one. What was written stays to be read. */
function fieldsWithoutUse({ fields, rows }: SectionTable): readonly string[] {
  const isCounted = rows.some(({ cells }) => cells.kind === 'hidden');
  return isCounted && fields.noHiddenCosts === undefined ? ['noHiddenCosts'] : [];
}

/** What a new row says already: the next party that has none, the next criterion. */
function knownOf(kind: RowKind, { rows }: SectionTable, parties: readonly string[]): Readonly<Record<string, string>> {
  const said = (name: string) => new Set(rows.filter((row) => row.kind === kind).map(({ cells }) => cells[name]));
  const party = kind === 'contribution' ? parties.find((one) => !said('party').has(one)) : undefined;
  const criterion = kind === 'indicator' ? criteria.find((one) => !said('criterion').has(one)) : undefined;
  return { ...(party ? { party } : {}), ...(criterion ? { criterion } : {}) };
}

/** The rules' own answer about this section's fields and rows: what approval still waits for. */
function Awaited({ section, title }: { readonly section: SectionId; readonly title: string }) {
  const { view, facts, now, text } = useConvention();
  const sentence = useReasonSentence();
  const synced = useTextStatus(text, (status) => status.synced);
  const { state } = view;
  if (state.stage !== 'negotiating' || !synced) return null;
  const reasons = approvalChecklist(state, now(), facts)
    .filter(({ rule }) => rule.startsWith('DOC-') && rule !== 'DOC-1')
    .flatMap((rule): readonly Reason[] => rule.reasons)
    .filter((reason) => 'section' in reason && reason.section === section);
  if (reasons.length === 0) return null;
  return (
    <div className={classes.awaited}>
      <IconAlertTriangle size={15} aria-hidden />
      <div>
        <p>{title}</p>
        <ul>
          {reasons.map((reason) => (
            <li key={JSON.stringify(reason)}>{sentence(reason)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
