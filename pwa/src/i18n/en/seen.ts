/** Words about what a manager reads without a network. */
export const seen = {
  'seen.offline': 'As of {when} · you are offline',
  'seen.silent': 'As of {when} · the server does not answer',
  'seen.read_only': 'For reading only. Changes need a connection.',
  'seen.marks_only': 'You may read and mark; marks stay on this device. A decision is not kept for later: it needs the newest state of the visit.',
  'seen.decide_later': 'Decide when online.',
  'seen.visit': 'Visit',
  'seen.missing_title': 'Not on this device',
  'seen.missing_text': 'Without a connection only what was opened here before can be read, for up to {days} days.',
  'seen.not_here': 'needs a connection',
  'seen.small_only': 'Only the small picture is on this device. The large one was not opened with a connection.',
  'seen.no_picture': 'This picture is not on this device.',
  'seen.no_pdf': 'The PDF was not opened on this device with a connection, or is larger than {size}.',
  'seen.no_new_pdf': 'A PDF can be made when there is a connection.',
  'seen.filters_title': 'These filters were not opened on this device',
  'seen.filters_text': 'Without a connection only comparisons opened here before can be read.',
  'seen.filters_last': 'Show the last one',
  'seen.next_visit': 'Next visit',
  'seen.previous_visit': 'Previous visit',
  'seen.of_visits': '{n} of {total} waiting',
} as const;
export type SeenTexts = typeof seen;
