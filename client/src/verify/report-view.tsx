import type { Status, Verdict } from '@entente/shared/evidence/check';
import { type SpokenGroup, sayVerified } from '@entente/shared/evidence/say-check';
import type { Verified } from '@entente/shared/evidence/verify-file';
import { languageOf } from '@entente/shared/language';
import { Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SignedText } from './signed-text.tsx';
import classes from './verify.module.css';

type ReportProps = { readonly name: string; readonly verified: Verified };

const tones: Readonly<Record<Verdict, Status>> = {
  proved: 'holds',
  unfinished: 'unknown',
  unsure: 'unknown',
  broken: 'fails',
};

/** What the file proves: the verdict first, then each thing that was looked at, in plain words. */
export function ReportView({ name, verified }: ReportProps) {
  const { t, i18n } = useTranslation('verify');
  const verdict = useRef<HTMLHeadingElement>(null);
  // Whoever can't see the page is led to the answer they asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer.
  useEffect(() => verdict.current?.focus(), [verified]);
  const { title, what, convention, groups } = sayVerified(verified, languageOf(i18n.language));
  const tone = verified.kind === 'unreadable' ? 'fails' : tones[verified.verdict];
  const file = verified.kind === 'report' ? verified.file : undefined;
  return (
    <Stack gap="lg">
      <section className={classes.verdict} data-status={tone} aria-labelledby="verdict">
        <Title order={2} size="h3" id="verdict" ref={verdict} tabIndex={-1} className={classes.verdictTitle}>
          <StatusIcon status={tone} /> {title}
        </Title>
        <Text>{what}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          {convention === undefined ? name : t('of-file', { convention, name })}
        </Text>
      </section>
      {groups.map((group) => (
        <GroupView key={group.key} group={group} />
      ))}
      {file ? <SignedText file={file} /> : null}
    </Stack>
  );
}

function GroupView({ group }: { readonly group: SpokenGroup }) {
  const heading = `checks-${group.key}`;
  return (
    <section className={classes.group} aria-labelledby={heading}>
      <Title order={3} size="h4" id={heading}>
        {group.title}
      </Title>
      <ul className={classes.checks}>
        {group.checks.map(({ check, status, sentence }) => (
          <li key={check.code} className={classes.check} data-status={check.status}>
            <StatusIcon status={check.status} />
            <span className={classes.status}>{status}</span>
            <span className={classes.sentence}>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Beside a word that says the same. */
function StatusIcon({ status }: { readonly status: Status }) {
  const Icon = status === 'holds' ? IconCheck : status === 'fails' ? IconX : IconQuestionMark;
  return <Icon size={18} aria-hidden className={classes.icon} />;
}
