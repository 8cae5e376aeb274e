import type { Invitation } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from './locked-button.tsx';
import classes from './parties-page.module.css';
import { useCommand } from './use-command.ts';

/** Links that were made and not used; each party may close any of them, since a link can leak. */
export function PendingInvitations() {
  const { t } = useTranslation('negotiation');
  const pending = useConvention().view.state.invitations.filter(({ status }) => status === 'pending');
  if (pending.length === 0) return null;
  return (
    <Panel title={t('invitations.pending')}>
      <ul className={classes.people}>
        {pending.map((invitation) => (
          <Pending key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  );
}

function Pending({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation('negotiation');
  const { view, whyNot, now } = useConvention();
  const formats = useFormats();
  const command = useCommand();
  const organisation = useOrganisationName()(invitation.by);
  const label = useWords()(invitation.label);
  const day = formats.day(invitation.expiresAt, view.state.timeZone);
  const expired = invitation.expiresAt <= now();
  const withdraw = { type: 'withdrawInvitation', invitation: invitation.id } as const;
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <Text>{t('invitations.pending-one', { label, as: t(`invitations.kind.${invitation.as}`) })}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          {t(expired ? 'invitations.expired' : 'invitations.by', { organisation, day })}
        </Text>
      </div>
      <LockedButton
        size="compact-sm"
        variant="default"
        aria-label={t('invitations.withdraw-of', { label })}
        refusal={whyNot(withdraw)}
        loading={command.running}
        onClick={() => void command.run(withdraw)}
      >
        {t('invitations.withdraw')}
      </LockedButton>
      <FailureNote error={command.failure} />
    </li>
  );
}
