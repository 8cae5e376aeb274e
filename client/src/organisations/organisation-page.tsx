import type { OrganisationPage as OrganisationView } from '@entente/shared/http/views';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { query } from '../api/api.ts';
import { Failure } from '../layout/failure.tsx';
import { Loading } from '../layout/loading.tsx';
import { Page } from '../layout/page.tsx';
import { useMe } from '../session/me.ts';
import { InviteMember } from './invite-member.tsx';
import { Members } from './members.tsx';
import { PendingInvitations } from './pending-invitations.tsx';

export type OrganisationPartProps = {
  readonly view: OrganisationView;
  readonly myRank: 'director' | 'manager' | 'practitioner';
  /** Reads the organisation again after a change. */
  readonly changed: () => Promise<void>;
};

/** Members, ranks and invitations of one of my organisations. */
export function OrganisationPage() {
  const { t } = useTranslation(['organisations', 'common']);
  const { id = '' } = useParams();
  const me = useMe();
  const queries = useQueryClient();
  const organisation = useQuery(query.organisations.get.queryOptions({ input: { id } }));
  if (organisation.error) return <Failure error={organisation.error} retry={() => void organisation.refetch()} />;
  const myRank = me?.memberships.find((one) => one.organisation.id === id)?.rank;
  if (!organisation.data || !myRank) return <Loading />;
  const view = organisation.data;
  const changed = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: query.organisations.key() }),
      queries.invalidateQueries({ queryKey: query.me.key() }),
    ]);
  };
  return (
    <Page title={view.organisation.name} intro={t(`common:organisation-kind.${view.organisation.kind}`)} size="lg">
      <Members view={view} myRank={myRank} changed={changed} />
      {myRank === 'practitioner' ? null : (
        <>
          <InviteMember view={view} myRank={myRank} changed={changed} />
          <PendingInvitations view={view} myRank={myRank} changed={changed} />
        </>
      )}
    </Page>
  );
}
