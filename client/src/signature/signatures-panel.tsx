import { type Frozen, type InForce, proofNameOf } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import classes from './signature.module.css';

type SignaturesPanelProps = { readonly state: Frozen | InForce };

/** Who has signed, for whom, in what capacity, when; and who hasn't yet. */
export function SignaturesPanel({ state }: SignaturesPanelProps) {
  const { t } = useTranslation('signature');
  const formats = useFormats();
  const name = usePersonName();
  return (
    <Panel title={t('signatures.title')}>
      {state.stage === 'inForce' ? (
        <Text c="var(--good)" fw={600}>
          {t('signatures.in-force', { time: formats.time(state.since, state.timeZone) })}
        </Text>
      ) : null}
      <ul className={classes.signatures}>
        {state.parties.map(({ organisation }) => {
          const signature = state.signatures.find((one) => one.organisation === organisation);
          return (
            <li key={organisation}>
              <span className={classes.icon} data-signed={signature !== undefined}>
                {signature ? <IconCircleCheck size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
              </span>
              <div>
                <Text fw={600}>
                  <OrganisationName organisation={organisation} />
                </Text>
                <Text size="sm">
                  {signature
                    ? t('signatures.signed', {
                        name: name(signature.person),
                        capacity: t(`signatures.capacity.${signature.capacity}`),
                        time: formats.time(signature.at, state.timeZone),
                      })
                    : t('signatures.waiting')}
                </Text>
                {signature ? (
                  <Text size="sm" c="var(--ink-quiet)">
                    {t(`signatures.proof.${proofNameOf(signature.proof)}`)}
                  </Text>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
