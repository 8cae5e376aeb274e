import type { Reason } from '@entente/shared/negotiation/reasons';
import type { MeetingId } from '@entente/shared/negotiation/state';
import type { AgreedPart } from '@entente/shared/sections/parts';

/** A place of the convention where something is done. */
export type Where =
  | { readonly kind: 'section'; readonly part: AgreedPart }
  | { readonly kind: 'meeting'; readonly meeting: MeetingId }
  | { readonly kind: 'meetings' | 'parties' | 'signature' };

/** Where a reason is lifted; nowhere for one that only somebody else, or nobody, can lift. */
export function wheresLifted(reason: Reason): readonly Where[] {
  switch (reason.code) {
    case 'no-earlier-meeting':
    case 'reflection-not-over':
    case 'no-open-meeting':
    case 'reflection-cannot-shrink':
      return [{ kind: 'meetings' }];
    case 'fewer-than-two-parties':
    case 'deliberation-missing':
    case 'deliberation-not-enforceable':
    case 'enforceable-before-deliberation':
    case 'may-not-commit':
    case 'only-a-director':
    case 'access-too-narrow':
    case 'not-a-member':
      return [{ kind: 'parties' }];
    case 'section-blank':
      return reason.sections.map((part) => ({ kind: 'section', part }));
    case 'not-frozen':
    case 'text-frozen':
    case 'journal-moved-on':
      return [{ kind: 'signature' }];
    default:
      if ('section' in reason) return [{ kind: 'section', part: reason.section }];
      return 'meeting' in reason ? [{ kind: 'meeting', meeting: reason.meeting }] : [];
  }
}

/** Its address inside the convention's pages. */
export function addressOf(convention: string, where: Where): string {
  const page = `/conventions/${convention}`;
  switch (where.kind) {
    case 'section':
      return `${page}#${where.part}`;
    case 'meeting':
      return `${page}/meetings/${where.meeting}`;
    default:
      return `${page}/${where.kind}`;
  }
}
