import { openMeetingOf } from '@entente/shared/negotiation/meetings/meeting-of';
import { whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import { minutesOf } from '@entente/shared/sections/parts';
import { IconCheck, IconCloudOff, IconDeviceFloppy, IconEye, IconRefresh } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextStatus } from '../editor/text-session.ts';
import { hasPendingCells, onPendingCells } from '../tables/pending-cells.ts';
import { useConvention } from './convention-context.ts';
import classes from './saved-state.module.css';
import { useTextStatus } from './use-text-status.ts';

const icons = {
  saved: IconCheck,
  saving: IconDeviceFloppy,
  offline: IconCloudOff,
  crowded: IconCloudOff,
  'storage-full': IconCloudOff,
  'opened-offline': IconCloudOff,
  connecting: IconRefresh,
  'up-to-date': IconEye,
  'offline-reader': IconCloudOff,
} as const;

/** Whether what the person wrote is safe, as the server says it. A change of state is announced, each keystroke is not. */
export function SavedState() {
  const { t } = useTranslation('convention');
  const state = useShownState();
  const Icon = icons[state];
  return (
    <div className={classes.state} data-state={state} role="status">
      <Icon size={16} aria-hidden />
      <span className={classes.words}>{t(`saved.${state}`)}</span>
    </div>
  );
}

function useShownState(): keyof typeof icons {
  const { text, view } = useConvention();
  const open = openMeetingOf(view.state);
  const parts = [null, ...(open ? [minutesOf(open.id)] : [])];
  const writes = parts.some((part) => whatEditingAwaits(view.state, view.me.person, part).length === 0);
  const waits = useSyncExternalStore(onPendingCells, hasPendingCells);
  const state = useTextStatus(text, (status) => shownState(status, writes));
  return waits && state === 'saved' ? 'saving' : state;
}

function shownState({ saved, synced, unsafe }: TextStatus, writes: boolean): keyof typeof icons {
  if (saved === 'opened-offline' || saved === 'crowded' || saved === 'storage-full') return saved;
  if (saved === 'offline') return writes ? 'offline' : 'offline-reader';
  if (!synced) return unsafe > 0 ? 'saving' : 'connecting';
  return writes ? saved : 'up-to-date';
}
