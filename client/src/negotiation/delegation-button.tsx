import type { Participant } from '@entente/shared/negotiation/state';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';

type DelegationButtonProps = { readonly participant: Participant };

/** Gives or takes back the power to commit my party (SIG-1). A director has it without. */
export function DelegationButton({ participant }: DelegationButtonProps) {
  const { t } = useTranslation('negotiation');
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const { person, rank } = participant;
  const name = usePersonName()(person);
  const party = view.state.parties.find((one) => one.organisation === view.me.organisation);
  const held = party?.delegations.some((one) => one.person === person) ?? false;
  if (!party || (rank === 'director' && !held)) return null;
  const change = { type: held ? 'withdrawDelegation' : 'recordDelegation', person } as const;
  return (
    <>
      <LockedButton
        size="compact-sm"
        variant="default"
        aria-label={t(held ? 'mine.undelegate-who' : 'mine.delegate-who', { name })}
        refusal={whyNot(change)}
        loading={command.running}
        onClick={() => void command.run(change)}
      >
        {t(held ? 'mine.undelegate' : 'mine.delegate')}
      </LockedButton>
      <FailureNote error={command.failure} />
    </>
  );
}
