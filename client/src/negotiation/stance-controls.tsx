import { closedSections } from '@entente/shared/negotiation/closed-sections';
import { type Position, positions } from '@entente/shared/negotiation/state';
import type { AgreedPart } from '@entente/shared/sections/parts';
import { factsOfPart } from '@entente/shared/text/digest';
import { Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconLockOpen, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, useWords } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import classes from './stance-controls.module.css';
import { stancesOf } from './stances-of.ts';
import { useCommand } from './use-command.ts';

type StanceControlsProps = { readonly section: AgreedPart };

const icons = {
  agree: <IconCheck size={14} aria-hidden />,
  reserve: <IconAlertTriangle size={14} aria-hidden />,
  object: <IconX size={14} aria-hidden />,
} as const;

/** Under a section: where each party stands, and my party's own word on it (NEG-6). */
export function StanceControls({ section }: StanceControlsProps) {
  const { view } = useConvention();
  const closed = closedSections(view.state).includes(section);
  const mine = stancesOf(view.state, section).find(({ party }) => party.organisation === view.me.organisation);
  if (view.state.stage !== 'negotiating') return null;
  return (
    <div className={classes.controls}>
      <Reasons section={section} />
      {mine ? closed ? <Reopen section={section} /> : <TakeStance section={section} current={mine.position} /> : null}
    </div>
  );
}

/** Reserves and objections are said with their reason, beside the text they are about. */
function Reasons({ section }: StanceControlsProps) {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const name = useOrganisationName();
  const words = useWords();
  const said = stancesOf(view.state, section).filter(({ stance }) => stance?.reason);
  if (said.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {said.map(({ party, position, stance }) => (
        <li key={party.organisation}>
          <strong>{name(party.organisation)}</strong> –{' '}
          {t('position-because', { position: t(`position.${position}`), reason: words(stance?.reason) })}
        </li>
      ))}
    </ul>
  );
}

function TakeStance({ section, current }: { readonly section: AgreedPart; readonly current: Position | 'none' }) {
  const { t } = useTranslation('negotiation');
  const { facts, whyNot } = useConvention();
  const name = usePartName();
  const command = useCommand();
  const [asked, setAsked] = useState<Exclude<Position, 'agree'>>();
  const digest = factsOfPart(facts, section).digest;
  return (
    <>
      <Group gap={6} role="group" aria-label={t('stance-on', { section: name(section) })}>
        {positions.map((position) => (
          <LockedButton
            key={position}
            size="compact-sm"
            variant={current === position ? 'filled' : 'default'}
            aria-pressed={current === position}
            leftSection={icons[position]}
            refusal={whyNot(
              current === position
                ? { type: 'withdrawStance', section }
                : { type: 'takeStance', section, position, digest, ...(position === 'agree' ? {} : { reason: '…' }) },
            )}
            loading={command.running}
            onClick={() => {
              if (current === position) void command.run({ type: 'withdrawStance', section });
              else if (position === 'agree') void command.run({ type: 'takeStance', section, position, digest });
              else setAsked(position);
            }}
          >
            {t(`take.${position}`)}
          </LockedButton>
        ))}
      </Group>
      <FailureNote error={asked ? undefined : command.failure} />
      {asked ? (
        <ReasonDialog
          title={t(`take.${asked}`)}
          label={t('reason-label')}
          explanation={t(`reason-why.${asked}`)}
          failure={command.failure}
          running={command.running}
          onClose={() => {
            command.clear();
            setAsked(undefined);
          }}
          onSay={async (reason) => {
            if (await command.run({ type: 'takeStance', section, position: asked, digest, reason }))
              setAsked(undefined);
          }}
        />
      ) : null}
    </>
  );
}

function Reopen({ section }: StanceControlsProps) {
  const { t } = useTranslation('negotiation');
  const { whyNot } = useConvention();
  const name = usePartName();
  const command = useCommand();
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <LockedButton
        size="compact-sm"
        variant="default"
        leftSection={<IconLockOpen size={14} aria-hidden />}
        refusal={whyNot({ type: 'reopenSection', section, reason: '…' })}
        onClick={open}
      >
        {t('reopen')}
      </LockedButton>
      {asking ? (
        <ReasonDialog
          title={t('reopen-title', { section: name(section) })}
          label={t('reason-label')}
          explanation={t('reopen-why')}
          failure={command.failure}
          running={command.running}
          onClose={close}
          onSay={async (reason) => {
            if (await command.run({ type: 'reopenSection', section, reason })) close();
          }}
        />
      ) : null}
    </>
  );
}

function usePartName(): (part: AgreedPart) => string {
  const { t } = useTranslation('sections');
  const organisation = useOrganisationName();
  return (part) => partName(t, part, organisation);
}
