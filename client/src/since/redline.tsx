import type { ChangeAuthor, ChangedStretch } from '@entente/shared/http/changes';
import { Tooltip } from '@mantine/core';
import { type CSSProperties, useId } from 'react';
import { useConvention } from '../convention/convention-context.ts';
import { lookOf } from '../convention/parties-of.ts';
import { shortened } from './shortened.ts';
import classes from './since.module.css';
import { useWhoDidIt } from './use-who-did-it.ts';

type RedlineProps = {
  readonly words: readonly ChangedStretch[];
  readonly authors: readonly ChangeAuthor[];
  readonly whose: string;
  readonly whole: boolean;
};

/** The words with what came and what went; by whom is told by a letter, a colour, and in words on hover, on focus and read aloud. */
export function Redline({ words, authors, whose, whole }: RedlineProps) {
  return (
    <p className={classes.redline}>
      {(whole ? words : shortened(words)).map((stretch, place) =>
        stretch.kind === 'same' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a redline is drawn as a whole, its stretches have no other name.
          <span key={place}>{stretch.text}</span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <ChangedWords key={place} stretch={stretch} authors={authors} whose={whose} />
        ),
      )}
    </p>
  );
}

type ChangedWordsProps = Pick<RedlineProps, 'authors' | 'whose'> & { readonly stretch: ChangedStretch };

function ChangedWords({ stretch: { kind, text, by, at }, authors, whose }: ChangedWordsProps) {
  const { view } = useConvention();
  const whoDidIt = useWhoDidIt();
  const described = useId();
  const author = by === null ? undefined : authors[by];
  const said = whoDidIt(kind === 'inserted' ? 'added' : 'removed', author, at);
  const look = author ? lookOf(view, author.organisation) : undefined;
  const Tag = kind === 'inserted' ? 'ins' : 'del';
  return (
    <Tooltip label={said} multiline maw={320} withArrow events={{ hover: true, focus: true, touch: true }}>
      <Tag
        className={classes.change}
        style={partyColour(look?.colour ?? 'var(--ink-quiet)')}
        data-quiet={whose !== '' && author?.organisation !== whose}
        tabIndex={0}
        aria-describedby={described}
      >
        {shownEnds(text)}
        {look?.letter ? (
          <sup className={classes.letter} aria-hidden>
            {look.letter}
          </sup>
        ) : null}
        <span id={described} className="visually-hidden">
          {` (${said}) `}
        </span>
      </Tag>
    </Tooltip>
  );
}

/** A line end that came or went is shown: else nobody would see it. */
function shownEnds(text: string): string {
  return text.replaceAll('\n', '¶\n');
}

function partyColour(colour: string): CSSProperties & { '--party': string } {
  return { '--party': colour };
}
