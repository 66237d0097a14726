/** Words of what the server did not take. */
export const parked = {
  'sending.photo_of': 'Photo',
  'sending.answer_of': 'Answer',
  'sending.submit_of': 'Submission',
  'sending.accept_of': 'Acceptance',
  'sending.lease_of': 'Going on with the visit here',
  'sending.delete_of': 'Deleted photo',
  'sending.detail_of': 'Caption',
  'sending.try_again': 'Try again',
  'sending.delete_here': 'Delete from this phone',
  'sending.delete_sure': 'Delete this for good?',
  'sending.delete_sure_text': 'The server does not have it. After this nobody has.',

  'problem_of.local.content_missing': 'What should be sent is no longer on this phone.',
  'problem_of.photo.not_an_image': 'The server could not read this file as a photo.',
  'problem_of.photo.too_large': 'This photo is too large for the server.',
  'problem_of.photo.too_many_pixels': 'This photo has too many pixels for the server.',
  'problem_of.photo.hash_mismatch': 'This photo arrived damaged several times.',
  'problem_of.photo.truncated': 'This photo is incomplete.',
  'problem_of.visit.wrong_state': 'The visit was closed in the meantime, so the server did not take this.',
  'problem_of.visit.submission_incomplete': 'The server misses something that is no longer on this phone.',
  'problem_of.visit.open_items': 'The server found open questions in this visit.',
  'problem_of.not_found': 'This visit is not yours any more, or it was removed.',
  'problem_of.forbidden': 'Your account may not do this.',
  'problem_of.other': 'The server did not take this: {why}',
} as const;
export type ParkedTexts = typeof parked;
