/** Words of the notices above the list of visits. */
export const notices = {
  'visits.update': 'A new version is ready',
  'visits.update_text': 'Takes a few seconds. Your answers stay.',
  'visits.update_now': 'Update now',
  'visits.updating': 'Updating',
  'visits.install': 'Put Inside Out on your home screen',
  'visits.install_text': 'Phones clear what websites keep, but not what installed apps keep. Do it before your first visit.',
  'visits.install_now': 'Install',
  'visits.install_later': 'Later',
} as const;
export type NoticesTexts = typeof notices;
