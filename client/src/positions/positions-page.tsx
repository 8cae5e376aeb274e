import { partsOf } from '@entente/shared/negotiation/closed-sections';
import type { Existing } from '@entente/shared/negotiation/state';
import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { factsOfPart } from '@entente/shared/text/digest';
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { Page } from '../layout/page.tsx';
import { SideBySide } from '../layout/side-by-side.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { stancesOf } from '../negotiation/stances-of.ts';
import { PartTitle } from './part-title.tsx';
import { PositionCell } from './position-cell.tsx';

const filters = ['all', 'open', 'held'] as const;
type Filter = (typeof filters)[number];

/** NEG-6 on one screen: each section and core, each party, its position and why. */
export function PositionsPage() {
  const { t } = useTranslation('overview');
  const { view, facts } = useConvention();
  const { state } = view;
  const [filter, setFilter] = useState<Filter>('all');
  const parts = partsOf(state).filter((part) => isSection(part) || !factsOfPart(facts, part).blank);
  const agreed = parts.filter((part) => isAgreed(state, part)).length;
  const shown = parts.filter((part) => isShown(state, part, filter));
  return (
    <Page title={t('positions.title')} intro={t('positions.intro')} size="lg" action={<PrintButton />}>
      <Group justify="space-between" align="flex-end">
        <Text role="status">
          {state.stage === 'negotiating'
            ? t('positions.agreed', { count: agreed, all: parts.length })
            : t('positions.frozen')}
          {state.parties.length < 2 ? ` ${t('positions.alone')}` : ''}
        </Text>
        <NativeSelect
          label={t('positions.show')}
          value={filter}
          data={filters.map((one) => ({ value: one, label: t(`positions.filter.${one}`) }))}
          onChange={(event) => setFilter(filters.find((one) => one === event.currentTarget.value) ?? 'all')}
        />
      </Group>
      {shown.length === 0 ? <Text>{t('positions.none')}</Text> : <PositionsTable parts={shown} />}
    </Page>
  );
}

function PositionsTable({ parts }: { readonly parts: readonly AgreedPart[] }) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  return (
    <SideBySide
      caption={t('positions.caption')}
      corner={t('positions.part')}
      columns={state.parties.map(({ organisation }) => ({
        organisation,
        title: <OrganisationName organisation={organisation} />,
      }))}
      rows={parts.map((part) => {
        const stances = stancesOf(state, part);
        return {
          key: part,
          title: <PartTitle part={part} stances={stances} />,
          cell: (organisation) => {
            const stance = stances.find((one) => one.party.organisation === organisation);
            return stance ? <PositionCell stance={stance} /> : null;
          },
        };
      })}
    />
  );
}

function PrintButton() {
  const { t } = useTranslation('overview');
  return (
    <Button
      variant="default"
      data-no-print
      leftSection={<IconPrinter size={16} aria-hidden />}
      onClick={() => window.print()}
    >
      {t('positions.print')}
    </Button>
  );
}

function isAgreed(state: Existing, part: AgreedPart): boolean {
  return state.parties.length > 1 && stancesOf(state, part).every(({ position }) => position === 'agree');
}

function isShown(state: Existing, part: AgreedPart, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return !isAgreed(state, part);
    case 'held':
      return stancesOf(state, part).some(({ position }) => position === 'reserve' || position === 'object');
  }
}
