import type { ConventionSummary } from '@entente/shared/http/views';
import { colourOfMark, letterOfMark } from '@entente/shared/organisations/marks';
import { Group, Text } from '@mantine/core';

type PartyLettersProps = { readonly parties: ConventionSummary['parties'] };

/** The parties of a convention, each with its letter and colour. */
export function PartyLetters({ parties }: PartyLettersProps) {
  return (
    <Group gap="sm">
      {parties.map((party) => (
        <Text key={party.organisation} size="sm">
          <Text span inherit fw={700} style={{ borderBottom: `2px solid ${colourOfMark(party.mark)}` }}>
            {letterOfMark(party.mark)}
          </Text>{' '}
          {party.name}
        </Text>
      ))}
    </Group>
  );
}
