import { useDiscussions } from './discussions.ts';

/** Identifiers are the server's UUIDs: nothing else may reach a style sheet. */
const uuid = /^[0-9a-f-]{36}$/;

/**
 * How anchored words look: those of resolved threads like any others, those of the thread in hand or under the pointer
 * stronger. A style sheet, because the words belong to the editors and repainting them would be a change of theirs.
 */
export function AnchorStyle() {
  const { threads, active, hovered } = useDiscussions();
  const resolved = threads.filter(({ status, id }) => status === 'resolved' && id !== active).map(({ id }) => id);
  const strong = [active, hovered].flatMap((id) => id ?? []);
  return (
    <style>
      {[
        rule(resolved, 'background: none; border-bottom: 0; cursor: inherit;'),
        rule(strong, 'background: color-mix(in srgb, #e8b931 40%, transparent); border-bottom-color: #b98a00;'),
      ].join('\n')}
    </style>
  );
}

function rule(threads: readonly string[], looks: string): string {
  const selectors = threads
    .filter((id) => uuid.test(id))
    .map((id) => `.section-text .comment-anchor[data-thread="${id}"]`);
  return selectors.length > 0 ? `@media screen { ${selectors.join(', ')} { ${looks} } }` : '';
}
