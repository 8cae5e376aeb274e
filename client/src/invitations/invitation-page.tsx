import type { InvitationPreview, Me } from '@entente/shared/http/views';
import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { AuthCard } from '../account/auth-card.tsx';
import { api, query } from '../api/api.ts';
import { isMalformed } from '../api/errors.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Failure } from '../layout/failure.tsx';
import { FailureNote } from '../layout/failure-note.tsx';
import { Loading } from '../layout/loading.tsx';
import { useMe } from '../session/me.ts';

/** Where an invitation's link leads: it says who invites to what before any account is asked for. */
export function InvitationPage() {
  const { t } = useTranslation(['invitations', 'common']);
  const { token = '' } = useParams();
  const me = useMe();
  const formats = useFormats();
  const preview = useQuery({ ...query.invitations.preview.queryOptions({ input: { token } }), retry: false });
  if (preview.error) {
    // A link that was cut short in a letter is no link: there is nothing to try again.
    const error = isMalformed(preview.error) ? undefined : preview.error;
    return <Failure standsAlone error={error} retry={() => void preview.refetch()} />;
  }
  if (!preview.data || me === undefined) return <Loading />;
  const invitation = preview.data;
  return (
    <AuthCard title={t(`title.${invitation.kind === 'member' ? 'member' : 'convention'}`)}>
      <Text>
        {t(`what.${invitation.kind}`, {
          organisation: invitation.organisation,
          convention: invitation.convention ?? '',
          rank: invitation.rank ? t(`common:rank.${invitation.rank}`).toLocaleLowerCase() : '',
        })}
      </Text>
      {invitation.status === 'pending' ? (
        <>
          <Text size="sm" c="var(--ink-quiet)">
            {t('until', { at: formats.time(invitation.expiresAt) })}
          </Text>
          {me ? <Accept token={token} invitation={invitation} me={me} /> : <SignFirst token={token} />}
        </>
      ) : (
        <Alert color="orange" variant="light">
          {t(`status.${invitation.status}`)}
        </Alert>
      )}
    </AuthCard>
  );
}

function SignFirst({ token }: { readonly token: string }) {
  const { t } = useTranslation('invitations');
  const next = encodeURIComponent(`/invitations/${token}`);
  return (
    <Stack gap="sm">
      <Text>{t('sign-first')}</Text>
      <Group>
        <Button component={Link} to={`/sign-up?next=${next}`}>
          {t('sign-up')}
        </Button>
        <Button component={Link} to={`/sign-in?next=${next}`} variant="default">
          {t('sign-in')}
        </Button>
      </Group>
    </Stack>
  );
}

type AcceptProps = { readonly token: string; readonly invitation: InvitationPreview; readonly me: Me };

function Accept({ token, invitation, me }: AcceptProps) {
  const { t } = useTranslation(['invitations', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const able = me.memberships.filter(({ rank }) => rank !== 'practitioner');
  const [organisation, setOrganisation] = useState(able[0]?.organisation.id ?? '');
  const { failure, running, attempt } = useAttempt();
  const forConvention = invitation.kind !== 'member';
  if (forConvention && able.length === 0) {
    return (
      <Stack gap="sm">
        <Text>{t('needs-organisation')}</Text>
        <Button component={Link} to={`/organisations/new?next=${encodeURIComponent(`/invitations/${token}`)}`}>
          {t('common:new-organisation')}
        </Button>
      </Stack>
    );
  }
  const accept = () =>
    attempt(async () => {
      const joined = await api.invitations.accept({ token, ...(forConvention ? { organisation } : {}) });
      await queries.invalidateQueries();
      await navigate(joined.convention ? `/conventions/${joined.convention}` : `/organisations/${joined.organisation}`);
    });
  return (
    <Stack gap="md" align="flex-start">
      {forConvention ? (
        <Radio.Group label={t('for-which')} value={organisation} onChange={setOrganisation}>
          <Stack gap="xs" mt="xs">
            {able.map((one) => (
              <Radio key={one.organisation.id} value={one.organisation.id} label={one.organisation.name} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      <FailureNote error={failure} />
      <Button onClick={() => void accept()} loading={running}>
        {t('accept')}
      </Button>
    </Stack>
  );
}
