import type { ChangeAuthor, ChangedPart } from '@entente/shared/http/changes';
import type { AgreedPart } from '@entente/shared/sections/parts';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { partName } from '../convention/part-name.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { anchorOfChanges } from './changed-part.tsx';
import classes from './since.module.css';

type Person = ChangeAuthor & { readonly parts: readonly AgreedPart[] };

/** Who moved what: each organisation, each person, how much and in which parts. */
export function WhoChanged({ parts }: { readonly parts: readonly ChangedPart[] }) {
  const { t } = useTranslation('overview');
  const people = peopleIn(parts);
  const organisations = [...new Set(people.map(({ organisation }) => organisation))];
  return (
    <Panel title={t('since.who')}>
      <ul className={classes.organisations}>
        {organisations.map((organisation) => (
          <li key={organisation}>
            <Text fw={600}>
              <OrganisationName organisation={organisation} />
            </Text>
            <ul className={classes.people}>
              {people
                .filter((one) => one.organisation === organisation)
                .map((person) => (
                  <PersonLine key={person.person} person={person} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PersonLine({ person: { person, inserted, deleted, last, parts } }: { readonly person: Person }) {
  const { t } = useTranslation('overview');
  const { t: sections } = useTranslation('sections');
  const { timeZone } = useConvention().view.state;
  const formats = useFormats();
  const nameOf = usePersonName();
  const organisationName = useOrganisationName();
  const letters = [
    ...(inserted > 0 ? [t('since.inserted', { count: inserted })] : []),
    ...(deleted > 0 ? [t('since.deleted', { count: deleted })] : []),
    t('since.last', { time: formats.time(last, timeZone) }),
  ];
  return (
    <li>
      <Text>
        {nameOf(person)}{' '}
        <Text span size="sm" c="var(--ink-quiet)">
          {`(${letters.join(', ')})`}
        </Text>
      </Text>
      <div className={classes.where}>
        {parts.map((part) => (
          <Anchor key={part} href={`#${anchorOfChanges(part)}`} size="sm" underline="always">
            {partName(sections, part, organisationName)}
          </Anchor>
        ))}
      </div>
    </li>
  );
}

/** Each person, for one organisation, over all parts; whoever changed most first. */
function peopleIn(parts: readonly ChangedPart[]): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { part, authors } of parts) {
    for (const author of authors) {
      const key = `${author.person} ${author.organisation}`;
      const known = people.get(key);
      people.set(key, {
        ...author,
        inserted: author.inserted + (known?.inserted ?? 0),
        deleted: author.deleted + (known?.deleted ?? 0),
        last: known && known.last > author.last ? known.last : author.last,
        parts: [...(known?.parts ?? []), part as AgreedPart],
      });
    }
  }
  return [...people.values()].sort((a, b) => b.inserted + b.deleted - (a.inserted + a.deleted));
}
