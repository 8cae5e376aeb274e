import { textSchema } from '@entente/shared/text/schema';
import { expect, test } from 'vitest';

/** The tag that an editor writes for a link with these attributes. */
function shown(attributes: Readonly<Record<string, string>>): unknown {
  const mark = textSchema.mark('link', attributes);
  const written = mark.type.spec.toDOM?.(mark, true);
  return Array.isArray(written) ? written[1] : written;
}

const ours = { target: '_blank', rel: 'noopener noreferrer nofollow', class: null };

test('F-48 a link keeps its address and its title, and nothing that changes how it looks or opens', () => {
  const href = 'https://exemple.fr/page';
  expect(shown({ href, title: 'Une page' })).toEqual({ href, title: 'Une page', ...ours });
  expect(shown({ href, class: 'm_9814e45f', target: '_top', rel: 'opener' })).toEqual({ href, ...ours });
  expect(shown({ href: 'javascript:alert(1)' })).toEqual(ours);
});
