import type { OpenMeeting } from '@entente/shared/negotiation/state';
import { Checkbox, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from '../negotiation/locked-button.tsx';
import { useCommand } from '../negotiation/use-command.ts';

type AttendanceTickProps = { readonly meeting: OpenMeeting; readonly person: string; readonly label: string };

/** One of my organisation's people: there or not. When a rule keeps it as it is, a button says which. */
export function AttendanceTick({ meeting, person, label }: AttendanceTickProps) {
  const { t } = useTranslation('meetings');
  const { whyNot } = useConvention();
  const command = useCommand();
  const there = meeting.attendances.some((one) => one.person === person);
  const change = { type: there ? 'withdrawAttendance' : 'confirmAttendance', meeting: meeting.id, person } as const;
  const refusal = whyNot(change);
  return (
    <Stack gap={4} align="flex-start">
      {refusal ? (
        <>
          <Text>{label}</Text>
          <LockedButton size="compact-xs" refusal={refusal} onClick={() => void command.run(change)}>
            {t(there ? 'attendance.withdraw' : 'attendance.confirm')}
          </LockedButton>
        </>
      ) : (
        <Checkbox
          size="md"
          label={label}
          checked={there}
          aria-busy={command.running}
          onChange={() => {
            if (!command.running) void command.run(change);
          }}
        />
      )}
      <FailureNote error={command.failure} />
    </Stack>
  );
}
