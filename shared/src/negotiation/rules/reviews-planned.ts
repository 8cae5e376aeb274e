import type { TextFacts } from '../../text/digest.ts';
import { fieldsOf, rowsOf } from '../../text/particulars.ts';
import { addMonths, type CalendarDay } from '../calendar-day.ts';
import type { Reason } from '../reasons.ts';

/**
 * DOC-12, « Ces réunions de bilan sont prévues dès le départ. Sur des actions lourdes ou longues faire des bilans intermédiaires »: a
 * review has its day, and where the convention is heavy or lasts over twelve months, one of them comes before the last day.
 */
export function reviewsPlanned(facts: TextFacts): readonly Reason[] {
  const { start, end, heavy } = fieldsOf(facts, 'calendar');
  const days = rowsOf(facts, 'review').flatMap(({ date }) => date ?? []);
  if (days.length === 0) return [{ code: 'review-missing', rule: 'DOC-12', section: 'evaluation' }];
  if (end === undefined || !(heavy === true || isLong(start, end))) return [];
  const isIntermediate = (day: CalendarDay) => day < end && (start === undefined || day >= start);
  return days.some(isIntermediate)
    ? []
    : [{ code: 'intermediate-review-missing', rule: 'DOC-12', section: 'evaluation' }];
}

/** From 1 September to 1 September of the next year are twelve months; a day more is over. */
function isLong(start: CalendarDay | undefined, end: CalendarDay): boolean {
  return start !== undefined && end > addMonths(start, 12);
}
