import type { MeetingId } from '@entente/shared/negotiation/state';
import { type MinutesId, minutesOf } from '@entente/shared/sections/parts';
import { Text } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { KeptWords } from '../convention/kept-words.tsx';
import { PersonAvatar } from '../convention/person-avatar.tsx';
import { type Lock, lockOf } from '../convention/section-lock.ts';
import { usePresentPeople, useTextStatus } from '../convention/use-text-status.ts';
import { EditorDesk, EditorDeskContext } from '../editor/editor-desk.ts';
import { useKeptDrafts } from '../editor/kept-drafts.ts';
import { onePerPerson } from '../editor/present-people.ts';
import { SectionEditor } from '../editor/section-editor.tsx';
import classes from './minutes.module.css';
import { MinutesToolbar } from './minutes-toolbar.tsx';

type MinutesEditorProps = { readonly meeting: MeetingId };

/**
 * The minutes of an open meeting, written by everybody together in the convention's own document: its own desk, so that the
 * text's toolbar, search and discussions leave it alone.
 */
export function MinutesEditor({ meeting }: MinutesEditorProps) {
  const { t } = useTranslation('meetings');
  const { view, text } = useConvention();
  const part = minutesOf(meeting);
  const lock = useTextStatus(text, (status) => lockOf(view, status, part));
  const [desk] = useState(() => new EditorDesk());
  const hint = useId();
  useEffect(() => () => text.enterSection(null), [text]);
  return (
    <EditorDeskContext value={desk}>
      <div className={classes.editor} data-minutes={meeting} data-lock={lock ?? undefined}>
        {lock ? <LockNote lock={lock} /> : <MinutesToolbar session={text} part={part} />}
        <p id={hint} className="visually-hidden">
          {t('minutes.why')}
        </p>
        <div className={classes.page}>
          <SectionEditor
            key={text.doc.guid}
            session={text}
            section={part}
            editable={lock === null}
            label={t('minutes.label')}
            describedBy={hint}
            placeholder={t('minutes.placeholder')}
            language={view.state.language}
          />
        </div>
        <Writers part={part} />
        <Kept part={part} lock={lock} />
      </div>
    </EditorDeskContext>
  );
}

/** Words of mine that came too late for these minutes, where the minutes are read: to copy or to throw away. */
export function LateMinutes({ meeting }: MinutesEditorProps) {
  const { view, text } = useConvention();
  const part = minutesOf(meeting);
  const lock = useTextStatus(text, (status) => lockOf(view, status, part));
  const [desk] = useState(() => new EditorDesk());
  return (
    <EditorDeskContext value={desk}>
      <Kept part={part} lock={lock} />
    </EditorDeskContext>
  );
}

function LockNote({ lock }: { readonly lock: Lock }) {
  const { t } = useTranslation(['meetings', 'convention']);
  return (
    <Text size="sm" c="var(--ink-quiet)" role="note">
      {lock === 'reads-only' || lock === 'observer' ? t('meetings:minutes.read-only') : t(`convention:lock.${lock}`)}
    </Text>
  );
}

/** Who else has the caret in the minutes; said once as they come and go, not letter by letter. */
function Writers({ part }: { readonly part: MinutesId }) {
  const { t } = useTranslation(['meetings', 'convention']);
  const { text } = useConvention();
  const here = onePerPerson(usePresentPeople(text)).filter((person) => person.section === part && !person.self);
  if (here.length === 0) return null;
  return (
    <div className={classes.writers}>
      <Text size="xs" c="var(--ink-quiet)">
        {t('meetings:minutes.also-here')}
      </Text>
      {here.map((person) => (
        <PersonAvatar
          key={person.id}
          person={person}
          size="sm"
          hint={t('convention:presence.who', { name: person.name, organisation: person.organisationName })}
        />
      ))}
    </div>
  );
}

function Kept({ part, lock }: { readonly part: MinutesId; readonly lock: Lock | null }) {
  const { view } = useConvention();
  const { drafts, forget } = useKeptDrafts(view.me.person, view.state.id);
  return drafts
    .filter((draft) => draft.section === part)
    .map((draft) => <KeptWords key={draft.id} draft={draft} lock={lock} forget={forget} />);
}
