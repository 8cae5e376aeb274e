import { approvalChecklist, signingChecklist } from '@entente/shared/negotiation/checklist';
import type { Frozen, Negotiating } from '@entente/shared/negotiation/state';
import { Anchor, Text } from '@mantine/core';
import { IconCircleCheck, IconHistory, IconLock, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { useTextStatus } from '../convention/use-text-status.ts';
import { useFormats } from '../i18n/use-formats.ts';
import classes from './lock-strip.module.css';
import { LockStripList } from './lock-strip-list.tsx';
import { useReasonSentence } from './use-reason-sentence.ts';

/** One sentence, always true, and the list of all that is asked: the rules' own answer, the same as the server's. */
export function LockStrip() {
  const { state } = useConvention().view;
  switch (state.stage) {
    case 'negotiating':
      return <ApprovalStrip state={state} />;
    case 'frozen':
      return <SignatureStrip state={state} />;
    case 'inForce':
      return <InForceStrip />;
  }
}

type StripProps = {
  readonly tone: 'locked' | 'ready' | 'done';
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

function Strip({ tone, icon, children }: StripProps) {
  const { t } = useTranslation(['negotiation', 'overview']);
  const { id } = useConvention().view.state;
  return (
    <section className={classes.strip} data-tone={tone} aria-label={t('strip.label')}>
      <span className={classes.icon}>{icon}</span>
      <div className={classes.words}>{children}</div>
      {/* NEG-8: what changed is always one click away. */}
      <Anchor component={Link} to={`/conventions/${id}/since`} className={classes.since ?? ''} underline="always">
        <IconHistory size={16} aria-hidden /> {t('overview:since.link')}
      </Anchor>
    </section>
  );
}

function ApprovalStrip({ state }: { readonly state: Negotiating }) {
  const { t } = useTranslation('negotiation');
  const { facts, now, text } = useConvention();
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
  const rules = approvalChecklist(state, now(), facts);
  const first = rules.flatMap(({ reasons }) => reasons)[0];
  return (
    <Strip tone={first ? 'locked' : 'ready'} icon={first ? <IconLock size={18} aria-hidden /> : <Check />}>
      {first ? (
        <Text span>
          <strong>{t('strip.locked')}</strong> {sentence(first)}
        </Text>
      ) : (
        <Text span>{t('strip.ready')}</Text>
      )}
      <LockStripList rules={rules} />
    </Strip>
  );
}

function Check() {
  return <IconCircleCheck size={18} aria-hidden />;
}

function SignatureStrip({ state }: { readonly state: Frozen }) {
  const { t } = useTranslation('negotiation');
  const { facts, now } = useConvention();
  const formats = useFormats();
  const name = useOrganisationName();
  const signed = new Set(state.signatures.map((one) => one.organisation));
  const waiting = state.parties
    .filter((party) => !signed.has(party.organisation))
    .map((party) => name(party.organisation));
  return (
    <Strip tone="ready" icon={<IconPencil size={18} aria-hidden />}>
      <Text span>{t('strip.to-sign', { count: waiting.length, parties: formats.list(waiting) })}</Text>
      <Anchor component={Link} to={`/conventions/${state.id}/signature`} underline="always">
        {t('strip.to-signature')}
      </Anchor>
      <LockStripList rules={signingChecklist(state, now(), { facts })} />
    </Strip>
  );
}

function InForceStrip() {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const formats = useFormats();
  if (view.state.stage !== 'inForce') return null;
  return (
    <Strip tone="done" icon={<Check />}>
      <Text span>{t('strip.in-force', { since: formats.time(view.state.since, view.state.timeZone) })}</Text>
    </Strip>
  );
}
