/** Wörter der Seite über das Senden. */
import type { SendingTexts } from '../en/sending';
import type { Texts } from '../index';

export const sending: Texts & Record<keyof SendingTexts, unknown> = {
  'sending.title': 'Senden',
  'sending.this_phone': 'Dieses Telefon',
  'sending.connection': 'Verbindung',
  'sending.online': 'Online',
  'sending.offline': 'Offline',
  'sending.answers': 'Antworten warten',
  'sending.photos': 'Fotos warten',
  'sending.visits': 'Besuche warten',
  'sending.help': 'Brauchen Ihre Hilfe',
  'sending.next': 'Nächster Versuch',
  'sending.at': 'um {time}',
  'sending.busy': 'Sendet',
  'sending.kept': 'Alles bleibt auf diesem Telefon, bis der Server es bestätigt hat.',
  'sending.safe': 'Speicher gesichert',
  'sending.safe_yes': 'ja',
  'sending.safe_no': 'nein',
  'sending.free': 'Platz für Fotos',
  'sending.other': { one: '{n} Änderung eines anderen Kontos wartet auf diesem Telefon. Sie geht hinaus, wenn sich diese Person anmeldet.', other: '{n} Änderungen anderer Konten warten auf diesem Telefon. Sie gehen hinaus, wenn sich diese Personen anmelden.' },
  'sending.details': 'Für den Support',
  'sending.nothing': 'Nichts wartet',
  'sending.nothing_text': 'Der Server hat alles von diesem Telefon bestätigt.',
  'sending.progress': '{sent} von {total} Fotos gesendet',
};
