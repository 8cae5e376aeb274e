import type { ConventionView, Me } from '@entente/shared/http/views';
import type { CommandInput } from '@entente/shared/negotiation/commands';
import { Button, Center, Container, Loader, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useParams } from 'react-router';
import { api, query } from '../api/api.ts';
import { failureOf } from '../api/errors.ts';
import type { TextSession } from '../editor/text-session.ts';
import { Failure } from '../layout/failure.tsx';
import { registerServiceWorker } from '../offline/register-service-worker.ts';
import { useMe } from '../session/me.ts';
import { ConventionContext, type ConventionContextValue } from './convention-context.ts';
import { ConventionHeader } from './convention-header.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PresenceAnnouncements } from './presence-announcements.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { useConventionView } from './use-convention-view.ts';
import { useTextFacts } from './use-text-facts.ts';
import { type KeptSession, useTextSession } from './use-text-session.ts';
import { whyNotIn } from './why-not.ts';

/** Every page of one convention: its header, its rules, and the text session that lives across them. */
export function ConventionFrame() {
  const { id = '' } = useParams();
  const me = useMe();
  useEffect(() => void registerServiceWorker(), []);
  return me ? <LoadedConvention key={id} id={id} me={me} /> : <Waiting />;
}

function LoadedConvention({ id, me }: { readonly id: string; readonly me: Me }) {
  const loaded = useConventionView(me.person.id, id);
  switch (loaded.phase) {
    case 'loading':
      return <Waiting />;
    case 'failed':
      return failureOf(loaded.error) === 'signed-out' ? (
        <SignedOut />
      ) : (
        <Failure error={loaded.error} retry={loaded.retry} />
      );
    case 'there':
      return <OpenedConvention view={loaded.view} at={loaded.at} />;
  }
}

type OpenedProps = { readonly view: ConventionView; readonly at: number };

function OpenedConvention({ view, at }: OpenedProps) {
  const kept = useTextSession(view);
  switch (kept.gone) {
    case 'signed-out':
      return <SignedOut />;
    case 'not-found':
      return <Failure />;
    case 'outdated':
    case 'unsteady':
      return <Stopped why={kept.gone} />;
    case 'error':
      return (
        <Failure
          isDefect
          error={new Error('the text session could not be opened')}
          retry={() => window.location.reload()}
        />
      );
    default:
      return kept.session ? <Frame view={view} at={at} session={kept.session} kept={kept} /> : <Waiting />;
  }
}

type FrameProps = OpenedProps & { readonly session: TextSession; readonly kept: KeptSession };

function Frame({ view, at, session, kept }: FrameProps) {
  const value = useConventionValue({ view, at, session });
  return (
    <ConventionContext value={value}>
      <ConventionHeader />
      <PresenceAnnouncements />
      <LeaveGuard />
      {kept.refusal ? <RefusalNotice refusal={kept.refusal} onRead={kept.forgetRefusal} /> : null}
      <Outlet />
    </ConventionContext>
  );
}

function useConventionValue({ view, at, session }: Omit<FrameProps, 'kept'>): ConventionContextValue {
  const facts = useTextFacts(session, view.state);
  const queries = useQueryClient();
  return useMemo(() => {
    const now = () => new Date(Date.parse(view.now) + Math.max(0, Date.now() - at)).toISOString();
    const { id } = view.state;
    const run = async (command: CommandInput) => {
      const after = await api.conventions.command({ id, command });
      queries.setQueryData(query.conventions.get.queryKey({ input: { id } }), after);
    };
    return { view, facts, text: session, now, run, whyNot: (input) => whyNotIn(view, facts, now())(input) };
  }, [view, at, facts, session, queries]);
}

/** The frame above asks who is signed in, hears « nobody », and leads to the sign-in page and back. */
function SignedOut() {
  const queries = useQueryClient();
  useEffect(() => void queries.resetQueries({ queryKey: query.me.get.queryKey() }), [queries]);
  return <Waiting />;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Center component="main" id="content" mih="60vh">
      <Loader aria-label={t('loading')} />
    </Center>
  );
}

/** Only a new page goes on: its code is older than the text, or one session after the other ended. */
function Stopped({ why }: { readonly why: 'outdated' | 'unsteady' }) {
  const { t } = useTranslation('convention');
  return (
    <Container component="main" size="xs" py="xl" id="content">
      <Stack gap="md" align="flex-start">
        <Title order={1}>{t(`${why}.title`)}</Title>
        <Text>{t(`${why}.text`)}</Text>
        <Button onClick={() => window.location.reload()}>{t('reload-page')}</Button>
      </Stack>
    </Container>
  );
}
