/** Words of visits that wait for what follows, and of reminders about them. */
export const waiting = {
  'follow.title': 'Only what comes later is open',
  'follow.text': 'Have you left? Then it can stay like this. Note each contact when it comes; a clock whose window ends closes by itself as “No contact”.',
  'follow.waiting_title': 'You wait for the follow-up',
  'follow.waiting_text': 'Note each contact when it comes. A clock whose window ends closes by itself as “No contact”.',
  'follow.ended_title': 'The observation has ended',
  'follow.ended_text': 'Complete what is open and submit the visit.',
  'follow.record': { one: 'Note “No contact” for it', other: 'Note “No contact” for all {n}' },
  'follow.recorded': 'No contact noted',
  'follow.clocks': 'Clocks',
  'follow.waits_person': 'Waits for a person',
  'follow.waits_automatic': 'Waits for an automatic reply',
  'follow.left': '{span} left',
  'follow.opens': 'opens in {span}',
  'follow.closes': 'closes {when}',
  'follow.over': 'No contact observed',
  'follow.over_when': 'window ended {when}',

  'remind.title': 'Reminders',
  'remind.closes_soon_person': 'Personal reply: window closes in {span}',
  'remind.closes_soon_automatic': 'Automatic reply: window closes in {span}',
  'remind.opened_person': 'Personal reply: window is open, {span} left',
  'remind.opened_automatic': 'Automatic reply: window is open, {span} left',
  'remind.ended': 'The observation has ended: complete and submit',
  'remind.return_due': 'Sent back to you: due in {span}',
  'remind.return_over': 'Sent back to you: overdue',
} as const;
export type WaitingTexts = typeof waiting;
