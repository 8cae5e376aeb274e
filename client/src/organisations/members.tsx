import { type Rank, ranks } from '@entente/shared/negotiation/state';
import { Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { CopyLink } from '../layout/copy-link.tsx';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { useMe } from '../session/me.ts';
import classes from './members.module.css';
import type { OrganisationPartProps } from './organisation-page.tsx';

type Member = OrganisationPartProps['view']['members'][number];

/** Who belongs to the organisation, with which rank; a director changes both. */
export function Members({ view, myRank, changed }: OrganisationPartProps) {
  const { t } = useTranslation(['organisations', 'common']);
  const me = useMe();
  const navigate = useNavigate();
  const { failure, attempt } = useAttempt();
  const [resetLink, setResetLink] = useState<{ readonly name: string; readonly url: string }>();
  const { id } = view.organisation;
  const director = myRank === 'director';

  const act = (action: () => Promise<unknown>) =>
    attempt(async () => {
      await action();
      await changed();
    });
  const makeResetLink = ({ person, name }: Member) =>
    act(async () => {
      const { url } = await api.organisations.resetLink({ id, person });
      setResetLink({ name, url });
    });
  const remove = async (person: string) => {
    await api.organisations.removeMember({ id, person });
    // Nothing of it is mine to see any more.
    if (person === me?.person.id) await navigate('/');
  };
  const askRemoval = ({ person, name }: Member) => {
    const myself = person === me?.person.id;
    modals.openConfirmModal({
      title: t(myself ? 'members.leave-title' : 'members.remove-title', { name }),
      children: <Text>{t(myself ? 'members.leave-why' : 'members.remove-why')}</Text>,
      labels: { confirm: t(myself ? 'members.leave' : 'members.remove'), cancel: t('common:cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void act(() => remove(person)),
    });
  };

  return (
    <Panel title={t('members.title')}>
      {/* Laid out as blocks it would be no table any more for those who hear it, did it not say so. */}
      <Table verticalSpacing="sm" role="table" className={classes.table ?? ''}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            <Table.Th role="columnheader">{t('members.name')}</Table.Th>
            <Table.Th role="columnheader">{t('members.rank')}</Table.Th>
            <Table.Th role="columnheader">{t('members.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {view.members.map((member) => (
            <MemberRow
              key={member.person}
              member={member}
              director={director}
              setRank={(rank) => void act(() => api.organisations.changeRank({ id, person: member.person, rank }))}
              makeResetLink={() => void makeResetLink(member)}
              remove={() => askRemoval(member)}
            />
          ))}
        </Table.Tbody>
      </Table>
      <FailureNote error={failure} />
      {resetLink ? (
        <CopyLink label={t('members.reset-link-for', { name: resetLink.name })} url={resetLink.url} />
      ) : null}
    </Panel>
  );
}

type MemberRowProps = {
  readonly member: Member;
  /** The reader directs the organisation. */
  readonly director: boolean;
  readonly setRank: (rank: Rank) => void;
  readonly makeResetLink: () => void;
  readonly remove: () => void;
};

function MemberRow({ member, director, setRank, makeResetLink, remove }: MemberRowProps) {
  const { t } = useTranslation(['organisations', 'common']);
  const me = useMe();
  const isMe = member.person === me?.person.id;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        <Text>{member.name}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          {member.email}
        </Text>
      </Table.Td>
      <Table.Td role="cell">
        {director ? (
          <NativeSelect
            aria-label={t('members.rank-of', { name: member.name })}
            value={member.rank}
            data={ranks.map((rank) => ({ value: rank, label: t(`common:rank.${rank}`) }))}
            onChange={(event) => setRank(event.currentTarget.value as Rank)}
          />
        ) : (
          t(`common:rank.${member.rank}`)
        )}
      </Table.Td>
      <Table.Td role="cell">
        <Group gap="xs">
          {director && me && !me.mail && !isMe ? (
            <Button variant="default" size="compact-sm" onClick={makeResetLink}>
              {t('members.reset-link')}
            </Button>
          ) : null}
          {director || isMe ? (
            <Button variant="default" size="compact-sm" onClick={remove}>
              {t(isMe ? 'members.leave' : 'members.remove')}
            </Button>
          ) : null}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
