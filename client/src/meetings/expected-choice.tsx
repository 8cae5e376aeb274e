import { Checkbox, Fieldset, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { seatsOf } from './meeting-form-values.ts';
import { peopleByOrganisation, withPeople } from './people-by-organisation.ts';

type ExpectedChoiceProps = {
  /** Persons. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** Who is expected, among everyone named in the convention, with their ranks in sight (NEG-2). */
export function ExpectedChoice({ chosen, onChange }: ExpectedChoiceProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const { view } = useConvention();
  const person = usePersonName();
  const colleagues = new Map(view.colleagues.map((one) => [one.person, one.name]));
  const name = (id: string) => colleagues.get(id) ?? person(id);
  // My directors who are asked to come are not named in the convention yet.
  const groups = withPeople(
    peopleByOrganisation(view.state),
    seatsOf(view).filter((seat) => chosen.includes(seat.person)),
  );
  return (
    <Fieldset legend={t('plan.expected')} radius="md">
      <Stack gap="md">
        <Text size="sm" c="var(--ink-quiet)">
          {t('plan.expected-why')}
        </Text>
        {groups.map(({ organisation, people }) => (
          <Checkbox.Group
            key={organisation}
            label={<OrganisationName organisation={organisation} />}
            value={people.map(({ person }) => person).filter((person) => chosen.includes(person))}
            onChange={(here) => {
              const elsewhere = chosen.filter((person) => !people.some((one) => one.person === person));
              onChange([...elsewhere, ...here]);
            }}
          >
            <Stack gap={10} mt={6}>
              {people.map(({ person, rank }) => (
                <Checkbox
                  key={person}
                  size="md"
                  value={person}
                  label={`${name(person)} – ${t(`common:rank.${rank}`)}`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        ))}
      </Stack>
    </Fieldset>
  );
}
