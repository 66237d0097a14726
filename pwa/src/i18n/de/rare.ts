/** Wörter der Frageformen, die nur wenige Checklisten haben. */
import type { RareTexts } from '../en/rare';
import type { Texts } from '../index';

export const rare: Texts & Record<keyof RareTexts, unknown> = {
  'visit.place_about': 'Ihr Standort zeigt der Prüfung, dass der Besuch stattfand. Sie dürfen ablehnen; die Wertung hängt nicht davon ab. Er wird nach 30 Tagen gelöscht.',
  'visit.place_take': 'Standort teilen',
  'visit.place_refuse': 'Lieber nicht',
  'visit.place_why': 'Warum nicht (freiwillig)',
  'visit.place_failed': 'Das Telefon findet seinen Standort nicht. Bitte draußen versuchen oder ablehnen.',
  'visit.place_kept': 'Standort gesichert, auf {metres} m genau',
  'visit.place_deleted': 'Standort nach 30 Tagen gelöscht',
  'visit.sign_here': 'Mit dem Finger unterschreiben',
  'visit.sign_again': 'Neu beginnen',
  'visit.sign_keep': 'Unterschrift sichern',
};
