import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockerFunction, useBlocker } from 'react-router';
import { hasPendingCells, onPendingCells } from '../tables/pending-cells.ts';
import { useConvention } from './convention-context.ts';
import { useTextStatus } from './use-text-status.ts';

/** Milliseconds in which words that are on their way may arrive before anybody is asked. */
const patience = 600;

/** Leaving asks first while words exist that the server has not acknowledged. */
export function LeaveGuard() {
  const { text, view } = useConvention();
  const onItsWay = useTextStatus(text, (status) => status.unsafe > 0);
  const unsafe = useSyncExternalStore(onPendingCells, hasPendingCells) || onItsWay;
  useEffect(() => {
    if (!unsafe) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsafe]);
  return <LeavingInside unsafe={unsafe} convention={view.state.id} />;
}

type LeavingProps = { readonly unsafe: boolean; readonly convention: string };

/** The same for the application's own pages: the text session lives on those of this convention, and ends on all others. */
function LeavingInside({ unsafe, convention }: LeavingProps) {
  const leaves: BlockerFunction = ({ nextLocation: { pathname } }) => !isOf(convention, pathname);
  const blocker = useBlocker(unsafe ? leaves : false);
  const isHeld = blocker.state === 'blocked';
  useEffect(() => {
    // Saved meanwhile: nothing is left to ask.
    if (isHeld && !unsafe) blocker.proceed();
  }, [isHeld, unsafe, blocker]);
  return isHeld ? <Question onStay={blocker.reset} onLeave={blocker.proceed} /> : null;
}

function isOf(convention: string, pathname: string): boolean {
  const base = `/conventions/${convention}`;
  return pathname === base || pathname.startsWith(`${base}/`);
}

function Question({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) {
  const { t } = useTranslation(['convention', 'common']);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const late = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(late);
  }, []);
  return (
    <Modal
      opened={isLate}
      onClose={onStay}
      title={t('convention:leave.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text>{t('convention:leave.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            {t('convention:leave.leave')}
          </Button>
          <Button data-autofocus onClick={onStay}>
            {t('convention:leave.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
