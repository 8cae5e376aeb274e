import type { Frozen, Signature } from '@entente/shared/negotiation/state';
import type { TextFacts } from '@entente/shared/text/digest';
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import { SignForm } from './sign-form.tsx';
import { WhatIsSigned } from './what-is-signed.tsx';
import { whyNotSign } from './why-not-sign.ts';

/** Where the act itself is, below the text. */
export const signAnchor = 'sign';

type SignPanelProps = { readonly state: Frozen; readonly facts: TextFacts };

/** The deliberate act (SIG-2): which text, for whom, in what capacity, a fresh proof of who signs, one button. */
export function SignPanel({ state, facts }: SignPanelProps) {
  const { t } = useTranslation('signature');
  const { view, now } = useConvention();
  const sentence = useReasonSentence();
  const signed = state.signatures.find((one) => one.organisation === view.me.organisation);
  if (signed) return <Signed signature={signed} />;
  const refusal = whyNotSign(view, state, { facts, at: now() });
  if (!refusal) return <ReadyToSign state={state} />;
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

function ReadyToSign({ state }: { readonly state: Frozen }) {
  const { t } = useTranslation('signature');
  const last = state.signatures.length === state.parties.length - 1;
  return (
    <Panel title={t('sign.title')} id={signAnchor}>
      <WhatIsSigned state={state} />
      {last ? <Text fw={600}>{t('sign.last')}</Text> : null}
      <SignForm state={state} />
    </Panel>
  );
}
