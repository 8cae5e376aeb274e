import type { ClosedMeeting, Decision, OpenMeeting } from '@entente/shared/negotiation/state';
import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';
import classes from './meetings.module.css';

type DecisionsPanelProps = { readonly meeting: OpenMeeting | ClosedMeeting };

/** What the meeting decided, with who was there; for a party at its first meeting, a proposal (NEG-1). */
export function DecisionsPanel({ meeting }: DecisionsPanelProps) {
  const { t } = useTranslation('meetings');
  const open = meeting.status === 'open';
  return (
    <Panel title={t('decisions.title')} intro={open ? t('decisions.intro') : undefined}>
      {meeting.decisions.length === 0 ? (
        <Text c="var(--ink-quiet)">{t(open ? 'decisions.none-yet' : 'decisions.none')}</Text>
      ) : (
        <ol className={classes.decisions}>
          {meeting.decisions.map((decision) => (
            <DecisionLine key={decision.id} meeting={meeting} decision={decision} />
          ))}
        </ol>
      )}
      {open ? <RecordDecision meeting={meeting} /> : null}
    </Panel>
  );
}

type DecisionLineProps = DecisionsPanelProps & { readonly decision: Decision };

function DecisionLine({ meeting, decision }: DecisionLineProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const formats = useFormats();
  const words = useWords();
  const person = usePersonName();
  const party = useOrganisationName();
  const { proposalFor } = decision;
  return (
    <li>
      <Stack gap={4}>
        <Group gap="xs" align="center">
          <Text className={classes.written ?? ''}>{words(decision.text) || t('decisions.erased')}</Text>
          {proposalFor.length > 0 ? (
            <Badge variant="default" tt="none" fw={600}>
              {t('decisions.proposal')}
            </Badge>
          ) : null}
        </Group>
        {proposalFor.length > 0 ? (
          <Text size="sm" c="var(--warn)">
            {t('decisions.proposal-for', {
              count: proposalFor.length,
              parties: formats.list(proposalFor.map(party)),
            })}
          </Text>
        ) : null}
        <Text size="sm" c="var(--ink-quiet)">
          {t('decisions.present', {
            people: formats.list(decision.present.map(person)),
            name: person(decision.by),
            time: formats.time(decision.at, state.timeZone),
          })}
        </Text>
        {meeting.status === 'open' ? <Withdraw meeting={meeting} decision={decision} /> : null}
      </Stack>
    </li>
  );
}

function Withdraw({ meeting, decision }: { readonly meeting: OpenMeeting; readonly decision: Decision }) {
  const { t } = useTranslation('meetings');
  const { whyNot } = useConvention();
  const words = useWords();
  const command = useCommand();
  const withdraw = { type: 'withdrawDecision', meeting: meeting.id, decision: decision.id } as const;
  // Who may not keep minutes reads; the form below says why.
  if (whyNot(withdraw)) return null;
  return (
    <Group gap="xs">
      <Button
        variant="subtle"
        size="compact-sm"
        loading={command.running}
        aria-label={t('decisions.withdraw-this', { text: words(decision.text) })}
        onClick={() => void command.run(withdraw)}
      >
        {t('decisions.withdraw')}
      </Button>
      <FailureNote error={command.failure} />
    </Group>
  );
}

function RecordDecision({ meeting }: { readonly meeting: OpenMeeting }) {
  const { t } = useTranslation('meetings');
  const { whyNot } = useConvention();
  const command = useCommand();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const refusal = whyNot({ type: 'recordDecision', meeting: meeting.id, text: '…' });
  const record = async () => {
    const words = text.trim();
    setMissing(words === '');
    if (words === '') return field.current?.focus();
    if (!(await command.run({ type: 'recordDecision', meeting: meeting.id, text: words }))) return;
    setText('');
    field.current?.focus();
  };
  return (
    <Stack gap="xs">
      {refusal ? null : (
        <Textarea
          ref={field}
          label={t('decisions.label')}
          description={t('decisions.help')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={4_000}
          value={text}
          error={missing && text.trim() === '' ? t('decisions.missing') : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Group>
        <LockedButton
          refusal={refusal}
          variant="default"
          leftSection={<IconGavel size={16} aria-hidden />}
          loading={command.running}
          onClick={() => void record()}
        >
          {t('decisions.record')}
        </LockedButton>
      </Group>
      <FailureNote error={command.failure} />
    </Stack>
  );
}
