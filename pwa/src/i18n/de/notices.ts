/** Wörter der Hinweise über der Besuchsliste. */
import type { NoticesTexts } from '../en/notices';
import type { Texts } from '../index';

export const notices: Texts & Record<keyof NoticesTexts, unknown> = {
  'visits.update': 'Eine neue Version ist da',
  'visits.update_text': 'Dauert wenige Sekunden. Ihre Antworten bleiben.',
  'visits.update_now': 'Jetzt aktualisieren',
  'visits.updating': 'Wird aktualisiert',
  'visits.install': 'Inside Out auf den Startbildschirm legen',
  'visits.install_text': 'Telefone löschen, was Webseiten aufheben, aber nicht, was installierte Apps aufheben. Am besten vor dem ersten Besuch.',
  'visits.install_now': 'Installieren',
  'visits.install_later': 'Später',
};
