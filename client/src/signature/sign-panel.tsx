import type { Frozen, Signature } from '@entente/shared/negotiation/state';
import type { TextFacts } from '@entente/shared/text/digest';
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSignature } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../account/auth-fields.tsx';
import { api, query } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Facts } from '../layout/facts.tsx';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import { DigestLine } from '../versions/digest-line.tsx';
import { RefuseToSign } from './refuse-to-sign.tsx';
import { whyNotSign } from './why-not-sign.ts';

type SignPanelProps = { readonly state: Frozen; readonly facts: TextFacts };

/** The deliberate act (SIG-2): which text, for whom, in what capacity, the password again, one button. */
export function SignPanel({ state, facts }: SignPanelProps) {
  const { t } = useTranslation('signature');
  const { view, now } = useConvention();
  const sentence = useReasonSentence();
  const signed = state.signatures.find((one) => one.organisation === view.me.organisation);
  if (signed) return <Signed signature={signed} />;
  const refusal = whyNotSign(view, state, { facts, at: now() });
  if (!refusal) return <SignForm state={state} />;
  return (
    <Panel title={t('sign.title')}>
      <Text>{t('sign.cannot')}</Text>
      <List>
        {refusal.reasons.map((reason) => (
          <List.Item key={JSON.stringify(reason)}>{sentence(reason)}</List.Item>
        ))}
      </List>
    </Panel>
  );
}

/** Nothing is left to do for this party. */
function Signed({ signature }: { readonly signature: Signature }) {
  const { t } = useTranslation('signature');
  const { view } = useConvention();
  const formats = useFormats();
  const name = usePersonName();
  const time = formats.time(signature.at, view.state.timeZone);
  return (
    <Panel title={t('sign.done')}>
      <Text>{t('sign.done-what', { name: name(signature.person), time })}</Text>
    </Panel>
  );
}

function SignForm({ state }: { readonly state: Frozen }) {
  const { t } = useTranslation('signature');
  const { digest } = state.text;
  const sign = useSign(state);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password ? null : t('sign.password-missing')) },
  });
  const last = state.signatures.length === state.parties.length - 1;
  return (
    <Panel title={t('sign.title')}>
      <Capacity />
      <Stack gap={2}>
        <DigestLine digest={digest} />
        <Text size="sm" c="var(--ink-quiet)">
          {t('digest.why')}
        </Text>
      </Stack>
      <Text>{t('sign.claim')}</Text>
      {last ? <Text fw={600}>{t('sign.last')}</Text> : null}
      <form
        noValidate
        onSubmit={form.onSubmit(async ({ password }) => {
          if (!(await sign.run(password))) form.reset();
        })}
      >
        <Stack gap="md" align="flex-start">
          <PasswordField kind="current" label={t('sign.password')} field={form.getInputProps('password')} />
          <FailureNote error={sign.failure} />
          <Group gap="sm">
            <Button
              type="submit"
              size="md"
              loading={form.submitting}
              leftSection={<IconSignature size={18} aria-hidden />}
            >
              {t('sign.button')}
            </Button>
            <RefuseToSign />
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Capacity() {
  const { t } = useTranslation('signature');
  const { me } = useConvention().view;
  const name = usePersonName();
  return (
    <Facts weighty>
      <dt>{t('sign.party')}</dt>
      <dd>
        <OrganisationName organisation={me.organisation} />
      </dd>
      <dt>{t('sign.signatory')}</dt>
      <dd>{name(me.person)}</dd>
      <dt>{t('sign.capacity')}</dt>
      <dd>{t(me.rank === 'director' ? 'sign.director' : 'sign.delegate')}</dd>
    </Facts>
  );
}

/** Sends the signature; true when it was accepted. The answer is the new view. */
function useSign(state: Frozen) {
  const queries = useQueryClient();
  const { failure, attempt } = useAttempt();
  const run = (password: string) =>
    attempt(async () => {
      const { id } = state;
      const after = await api.conventions.sign({ id, digest: state.text.digest, password });
      queries.setQueryData(query.conventions.get.queryKey({ input: { id } }), after);
    });
  return { run, failure };
}
