import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { ReasonDialog } from '../negotiation/reason-dialog.tsx';
import { useCommand } from '../negotiation/use-command.ts';

/** Refusing takes a reason that all read, and reopens negotiation (SIG-2). */
export function RefuseToSign() {
  const { t } = useTranslation('signature');
  const { whyNot } = useConvention();
  const command = useCommand();
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <LockedButton size="md" variant="subtle" refusal={whyNot({ type: 'refuseToSign', reason: '…' })} onClick={open}>
        {t('refuse.button')}
      </LockedButton>
      {asking ? (
        <ReasonDialog
          title={t('refuse.button')}
          label={t('refuse.label')}
          explanation={t('refuse.why')}
          failure={command.failure}
          running={command.running}
          onClose={() => {
            command.clear();
            close();
          }}
          onSay={async (reason) => {
            if (await command.run({ type: 'refuseToSign', reason })) close();
          }}
        />
      ) : null}
    </>
  );
}
