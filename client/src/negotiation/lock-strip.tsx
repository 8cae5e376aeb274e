import type { Reason } from '@entente/shared/negotiation/reasons';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { Anchor, Button, Group, List, Popover, Text } from '@mantine/core';
import { IconCircleCheck, IconLock, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { useFormats } from '../i18n/use-formats.ts';
import classes from './lock-strip.module.css';
import { useReasonSentence } from './use-reason-sentence.ts';

/** One sentence, always true, and the list of what remains: the rules' own answer, the same as the server's. */
export function LockStrip() {
  const { view } = useConvention();
  switch (view.state.stage) {
    case 'negotiating':
      return <ApprovalStrip />;
    case 'frozen':
      return <SignatureStrip />;
    case 'inForce':
      return <InForceStrip />;
  }
}

function Strip({
  tone,
  icon,
  children,
}: {
  readonly tone: 'locked' | 'ready' | 'done';
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('negotiation');
  return (
    <section className={classes.strip} data-tone={tone} aria-label={t('strip.label')}>
      <span className={classes.icon}>{icon}</span>
      <div className={classes.words}>{children}</div>
    </section>
  );
}

function ApprovalStrip() {
  const { t } = useTranslation('negotiation');
  const { view, facts, now, text } = useConvention();
  const sentence = useReasonSentence();
  const known = useTextStatus(text, (status) => status.synced || status.saved === 'opened-offline');
  // Before the text is here the rules can't be asked, and the strip is always true.
  if (!known) {
    return (
      <Strip tone="locked" icon={<IconLock size={18} aria-hidden />}>
        <Text span>{t('strip.unknown')}</Text>
      </Strip>
    );
  }
  const reasons = whatApprovalAwaits(view.state, now(), facts);
  const first = reasons[0];
  if (!first) {
    return (
      <Strip tone="ready" icon={<IconCircleCheck size={18} aria-hidden />}>
        <Text span>{t('strip.ready')}</Text>
      </Strip>
    );
  }
  return (
    <Strip tone="locked" icon={<IconLock size={18} aria-hidden />}>
      <Text span>
        <strong>{t('strip.locked')}</strong> {sentence(first)}
      </Text>
      {reasons.length > 1 ? <Remaining reasons={reasons} /> : <WhereLink reason={first} />}
    </Strip>
  );
}

/** The whole list, rule by rule, each with a link to where it is done. */
function Remaining({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t } = useTranslation('negotiation');
  const sentence = useReasonSentence();
  return (
    <Popover width="min(34rem, 92vw)" position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" size="compact-sm">
          {t('strip.remaining', { count: reasons.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.list} aria-label={t('strip.list')}>
        <List size="sm" spacing={6}>
          {reasons.map((reason) => (
            <List.Item key={JSON.stringify(reason)}>
              {sentence(reason)} <WhereLink reason={reason} />
            </List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Where a reason is lifted. */
function WhereLink({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const where = whereLifted(reason);
  if (!where) return null;
  return (
    <Anchor component={Link} to={`/conventions/${view.state.id}${where.to}`} size="sm" underline="always">
      {t(`strip.to-${where.name}`)}
    </Anchor>
  );
}

function whereLifted(
  reason: Reason,
): { readonly to: string; readonly name: 'meetings' | 'parties' | 'section' } | undefined {
  switch (reason.code) {
    case 'no-earlier-meeting':
    case 'reflection-not-over':
    case 'no-open-meeting':
      return { to: '/meetings', name: 'meetings' };
    case 'earlier-meeting-not-closed':
      return { to: `/meetings/${reason.meeting}`, name: 'meetings' };
    case 'fewer-than-two-parties':
      return { to: '/parties', name: 'parties' };
    case 'section-not-agreed':
      return { to: `#${reason.section}`, name: 'section' };
    case 'section-blank':
      return { to: `#${reason.sections[0] ?? ''}`, name: 'section' };
    default:
      return undefined;
  }
}

function SignatureStrip() {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const formats = useFormats();
  const name = useOrganisationName();
  const { state } = view;
  if (state.stage !== 'frozen') return null;
  const signed = new Set(state.signatures.map((one) => one.organisation));
  const waiting = state.parties
    .filter((party) => !signed.has(party.organisation))
    .map((party) => name(party.organisation));
  return (
    <Strip tone="ready" icon={<IconPencil size={18} aria-hidden />}>
      <Group gap="xs">
        <Text span>{t('strip.to-sign', { count: waiting.length, parties: formats.list(waiting) })}</Text>
        <Anchor component={Link} to={`/conventions/${state.id}/signature`} underline="always">
          {t('strip.to-signature')}
        </Anchor>
      </Group>
    </Strip>
  );
}

function InForceStrip() {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const formats = useFormats();
  if (view.state.stage !== 'inForce') return null;
  return (
    <Strip tone="done" icon={<IconCircleCheck size={18} aria-hidden />}>
      <Text span>{t('strip.in-force', { since: formats.time(view.state.since, view.state.timeZone) })}</Text>
    </Strip>
  );
}
