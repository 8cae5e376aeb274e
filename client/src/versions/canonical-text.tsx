/**
 * The canonical form of a text, shown read only. Each node becomes a React element of the same kind, so words are always
 * words: nothing that somebody wrote is ever taken for markup, and a link goes nowhere that a link may not go.
 */
import type { CanonicalMark, CanonicalNode, CanonicalValue } from '@entente/shared/text/canonical';
import { headingLevels, isLinkAllowed } from '@entente/shared/text/schema';
import { Fragment, type ReactNode } from 'react';
import classes from './canonical-text.module.css';

type CanonicalTextProps = { readonly nodes: readonly CanonicalNode[] };

/** The words of one section. */
export function CanonicalText({ nodes }: CanonicalTextProps) {
  return <div className={classes.text}>{children(nodes)}</div>;
}

/** Order is all that tells canonical nodes apart, and a shown text never changes: the place is the key. */
function children(nodes: readonly CanonicalNode[] | undefined): ReactNode {
  return nodes?.map((node, place) => <Fragment key={String(place)}>{elementOf(node)}</Fragment>);
}

function elementOf(node: CanonicalNode): ReactNode {
  if (node.text !== undefined) return marked(node.text, node.marks ?? []);
  const { type, attrs = {}, content } = 'attrs' in node || 'content' in node ? node : { type: node.type };
  const inner = children(content);
  switch (type) {
    case 'paragraph':
      return <p>{inner}</p>;
    case 'heading':
      return heading(attrs.level, inner);
    case 'bulletList':
      return <ul>{inner}</ul>;
    case 'orderedList':
      return <ol start={numberOr(attrs.start, 1)}>{inner}</ol>;
    case 'listItem':
      return <li>{inner}</li>;
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'hardBreak':
      return <br />;
    case 'table':
      return (
        // A wide table scrolls by itself: it must be reachable from the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
        <div className={classes.wide} tabIndex={0}>
          <table>
            <tbody>{inner}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{inner}</tr>;
    case 'tableCell':
      return <td {...spans(attrs)}>{inner}</td>;
    case 'tableHeader':
      return <th {...spans(attrs)}>{inner}</th>;
    case 'fields':
    case 'row':
      // Shown as tables, under the words.
      return null;
    default:
      // A node that this page does not know (a newer text) still shows its words.
      return inner;
  }
}

type Attributes = Readonly<Record<string, CanonicalValue>>;

function heading(level: CanonicalValue | undefined, inner: ReactNode): ReactNode {
  switch (headingLevels.find((known) => known === level)) {
    case 4:
      return <h4>{inner}</h4>;
    case 5:
      return <h5>{inner}</h5>;
    default:
      return <h3>{inner}</h3>;
  }
}

function spans({ colspan, rowspan }: Attributes) {
  return { colSpan: numberOr(colspan, 1), rowSpan: numberOr(rowspan, 1) };
}

function numberOr(value: CanonicalValue | undefined, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
}

function marked(text: string, marks: readonly CanonicalMark[]): ReactNode {
  return marks.reduce<ReactNode>((inner, mark) => markOf(mark, inner), text);
}

function markOf({ type, attrs }: CanonicalMark, inner: ReactNode): ReactNode {
  switch (type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'underline':
      return <u>{inner}</u>;
    case 'strike':
      return <s>{inner}</s>;
    case 'link':
      return typeof attrs?.href === 'string' && isLinkAllowed(attrs.href) ? (
        <a href={attrs.href} target="_blank" rel="noopener noreferrer nofollow">
          {inner}
        </a>
      ) : (
        inner
      );
    default:
      return inner;
  }
}
