import { Tooltip } from '@mantine/core';
import classes from './person-avatar.module.css';

export type AvatarPerson = { readonly name: string; readonly organisationName: string; readonly color: string };

type PersonAvatarProps = {
  readonly person: AvatarPerson;
  readonly size?: 'md' | 'sm';
  readonly hint: string;
  readonly quiet?: boolean;
};

/** A person's initials, ringed in their organisation's colour. The hint is the tooltip and what is read aloud. */
export function PersonAvatar({ person, size = 'md', hint, quiet = false }: PersonAvatarProps) {
  return (
    <Tooltip label={hint} withArrow disabled={quiet} openDelay={200} events={{ hover: true, focus: true, touch: true }}>
      <span
        className={`${classes.avatar} ${classes[size]}`}
        style={{ '--ring': person.color }}
        role="img"
        aria-label={hint}
      >
        <span aria-hidden>{initialsOf(person.name)}</span>
      </span>
    </Tooltip>
  );
}

/** The first letters of the first and last words of a name. */
function initialsOf(name: string): string {
  const words = name.split(/[\s\u2019'-]+/).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.match(/\p{L}/u)?.[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase() || '·';
}
