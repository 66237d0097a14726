/** Words of question types that few checklists have. */
export const rare = {
  'visit.place_about': 'Your position shows the reviewer that the visit took place. You may refuse; the score does not depend on it. It is deleted after 30 days.',
  'visit.place_take': 'Share position',
  'visit.place_refuse': 'Rather not',
  'visit.place_why': 'Why not (optional)',
  'visit.place_failed': 'The phone could not find its position. Try again outdoors, or refuse.',
  'visit.place_kept': 'Position kept, within {metres} m',
  'visit.place_deleted': 'Position deleted after 30 days',
  'visit.sign_here': 'Sign with your finger',
  'visit.sign_again': 'Start again',
  'visit.sign_keep': 'Keep signature',
} as const;
export type RareTexts = typeof rare;
