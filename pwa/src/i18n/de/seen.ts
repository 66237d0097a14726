/** Wörter für das, was Leitende ohne Verbindung lesen. */
import type { Message } from '../index';
import type { SeenTexts } from '../en/seen';

export const seen: Record<keyof SeenTexts, Message> = {
  'seen.offline': 'Stand {when} · Sie sind offline',
  'seen.silent': 'Stand {when} · der Server antwortet nicht',
  'seen.read_only': 'Nur zum Lesen. Für Änderungen braucht es eine Verbindung.',
  'seen.marks_only': 'Lesen und Markieren geht; Markierungen bleiben auf diesem Gerät. Eine Entscheidung wird nicht für später vorgemerkt: Sie braucht den neuesten Stand des Besuchs.',
  'seen.decide_later': 'Entscheiden, wenn online.',
  'seen.visit': 'Besuch',
  'seen.missing_title': 'Nicht auf diesem Gerät',
  'seen.missing_text': 'Ohne Verbindung lässt sich nur lesen, was hier schon geöffnet war, bis zu {days} Tage lang.',
  'seen.not_here': 'braucht Verbindung',
  'seen.small_only': 'Auf diesem Gerät liegt nur das kleine Bild. Das große wurde nicht mit Verbindung geöffnet.',
  'seen.no_picture': 'Dieses Bild liegt nicht auf diesem Gerät.',
  'seen.no_pdf': 'Das PDF wurde auf diesem Gerät nicht mit Verbindung geöffnet oder ist größer als {size}.',
  'seen.no_new_pdf': 'Ein PDF lässt sich erstellen, sobald es eine Verbindung gibt.',
  'seen.filters_title': 'Diese Filter waren auf diesem Gerät noch nicht geöffnet',
  'seen.filters_text': 'Ohne Verbindung lassen sich nur Vergleiche lesen, die hier schon geöffnet waren.',
  'seen.filters_last': 'Den letzten zeigen',
  'seen.next_visit': 'Nächster Besuch',
  'seen.previous_visit': 'Voriger Besuch',
  'seen.of_visits': '{n} von {total} wartenden',
};
