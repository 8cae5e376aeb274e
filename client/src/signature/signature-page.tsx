import type { Frozen, InForce, PastRound } from '@entente/shared/negotiation/state';
import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { Alert, Anchor, List, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName, useWords } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import { DigestLine } from '../versions/digest-line.tsx';
import { digestOfWords } from '../versions/digest-of-words.ts';
import { WholeText } from '../versions/whole-text.tsx';
import { SignPanel, signAnchor } from './sign-panel.tsx';
import { SignaturesPanel } from './signatures-panel.tsx';
import { SignedFiles } from './signed-files.tsx';
import { whyNotSign } from './why-not-sign.ts';

/** The text, the digest, the party, the capacity, one button; nothing else (SIG-2). */
export function SignaturePage() {
  const { t } = useTranslation('signature');
  const { state } = useConvention().view;
  return (
    <Page
      title={t('page.title')}
      action={
        <Anchor component={Link} to={`/conventions/${state.id}`}>
          {t('back-to-text')}
        </Anchor>
      }
    >
      {state.stage === 'negotiating' ? <NothingToSign /> : <FrozenText state={state} />}
      <PastRounds rounds={state.pastRounds} />
    </Page>
  );
}

function NothingToSign() {
  const { t } = useTranslation('signature');
  const { view, facts, now } = useConvention();
  const sentence = useReasonSentence();
  const reasons = whatApprovalAwaits(view.state, now(), facts);
  return (
    <Panel title={t('page.not-yet')} intro={t(reasons.length === 0 ? 'ready-but' : 'not-frozen')}>
      <List>
        {reasons.map((reason) => (
          <List.Item key={JSON.stringify(reason)}>{sentence(reason)}</List.Item>
        ))}
      </List>
    </Panel>
  );
}

function FrozenText({ state }: { readonly state: Frozen | InForce }) {
  const { t } = useTranslation('signature');
  const formats = useFormats();
  const { view, now } = useConvention();
  const text = useQuery({ ...query.text.get.queryOptions({ input: { id: state.id } }), staleTime: 0 });
  const label = t(state.stage === 'frozen' ? 'text' : 'text-signed');
  if (text.error) return <FailureNote error={text.error} />;
  const isTheFrozenOne = text.data !== undefined && digestOfWords(text.data) === state.text.digest;
  // What an earlier visit left in the cache may be the text of before: the server is asked first.
  if (!text.data || (!isTheFrozenOne && text.isFetching)) return <Loader aria-label={t('loading')} />;
  const facts = text.data.facts;
  const awaitsMe = isTheFrozenOne && state.stage === 'frozen' && !whyNotSign(view, state, { facts, at: now() });
  return (
    <>
      <Text>
        {t('text-why', { time: formats.time(state.text.at, state.timeZone) })}{' '}
        {awaitsMe ? (
          <Anchor href={`#${signAnchor}`} underline="always">
            {t('to-sign')}
          </Anchor>
        ) : null}
      </Text>
      {isTheFrozenOne ? null : (
        <Alert color="red" variant="light" role="alert">
          {t('wrong-text')}
        </Alert>
      )}
      <WholeText text={text.data} label={label} />
      {state.stage === 'frozen' ? (
        isTheFrozenOne && <SignPanel state={state} facts={facts} />
      ) : (
        <DigestLine digest={state.text.digest} />
      )}
      <SignaturesPanel state={state} />
      {state.signatures.length > 0 ? <SignedFiles convention={state.id} /> : null}
    </>
  );
}

/** Rounds that ended in a refusal: history, with the reason that was given. */
function PastRounds({ rounds }: { readonly rounds: readonly PastRound[] }) {
  const { t } = useTranslation('signature');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const party = useOrganisationName();
  const name = usePersonName();
  const words = useWords();
  if (rounds.length === 0) return null;
  return (
    <Panel title={t('past.title')}>
      <List>
        {rounds.map(({ round, refusedBy }) => (
          <List.Item key={round}>
            {t('past.refused', {
              round,
              party: party(refusedBy.organisation),
              name: name(refusedBy.person),
              time: formats.time(refusedBy.at, timeZone),
              reason: words(refusedBy.reason),
            })}
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
