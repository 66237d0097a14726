/** Wörter für den Fall, dass etwas nicht durchgeht: was der Server nicht annahm, und die Wege, es zu übergeben. */
import type { SyncHelpTexts } from '../en/sync-help';
import type { Texts } from '../index';

export const syncHelp: Texts & Record<keyof SyncHelpTexts, unknown> = {
  'sending.photo_of': 'Foto',
  'sending.answer_of': 'Antwort',
  'sending.notes_of': 'Notizen',
  'sending.submit_of': 'Einreichung',
  'sending.accept_of': 'Annahme',
  'sending.wait_of': 'Abwarten, was folgt',
  'sending.lease_of': 'Besuch hier fortsetzen',
  'sending.delete_of': 'Gelöschtes Foto',
  'sending.detail_of': 'Bildtext',
  'sending.try_again': 'Noch einmal',
  'sending.delete_here': 'Vom Telefon löschen',
  'sending.delete_sure': 'Endgültig löschen?',
  'sending.delete_sure_text': 'Der Server hat es nicht. Danach hat es niemand mehr.',

  'problem_of.local.content_missing': 'Was gesendet werden soll, ist nicht mehr auf diesem Telefon.',
  'problem_of.photo.not_an_image': 'Der Server konnte diese Datei nicht als Foto lesen.',
  'problem_of.photo.too_large': 'Dieses Foto ist dem Server zu groß.',
  'problem_of.photo.too_many_pixels': 'Dieses Foto hat dem Server zu viele Pixel.',
  'problem_of.photo.hash_mismatch': 'Dieses Foto kam mehrmals beschädigt an.',
  'problem_of.photo.truncated': 'Dieses Foto ist unvollständig.',
  'problem_of.visit.wrong_state': 'Der Besuch wurde inzwischen geschlossen; der Server hat dies nicht angenommen.',
  'problem_of.visit.submission_incomplete': 'Dem Server fehlt etwas, das nicht mehr auf diesem Telefon ist.',
  'problem_of.visit.open_items': 'Der Server hat offene Fragen in diesem Besuch gefunden.',
  'problem_of.not_found': 'Dieser Besuch gehört nicht mehr Ihnen oder wurde entfernt.',
  'problem_of.forbidden': 'Ihr Konto darf das nicht.',
  'problem_of.other': 'Der Server hat dies nicht angenommen: {why}',

  'rescue.title': 'Es geht nichts durch?',
  'rescue.text': 'Alles Ungesendete passt in eine Datei. Auf beliebigem Weg ans Büro geben: Dort wird sie übernommen. Auf diesem Telefon bleibt alles erhalten, und nichts kommt doppelt an.',
  'rescue.code': 'Code für den Support:',
  'rescue.save': 'Ungesendetes als Datei sichern',
  'rescue.missing': { one: '{n} Foto ist nicht mehr auf diesem Telefon und fehlt in der Datei.', other: '{n} Fotos sind nicht mehr auf diesem Telefon und fehlen in der Datei.' },
  'rescue.failed': 'Die Datei ließ sich nicht erstellen. Bitte die App ganz schließen, wieder öffnen und noch einmal versuchen.',
  'sending.share': 'Ungesendete Fotos teilen',
  'sending.share_failed': 'Dieses Telefon kann von hier keine Dateien teilen.',
  'sending.shared': 'Fotos übergeben',

  'visit.elsewhere': 'Dieser Besuch wurde um {time} auf einem anderen Telefon geöffnet',
  'visit.elsewhere_day': 'Dieser Besuch wurde am {day} um {time} auf einem anderen Telefon geöffnet',
  'visit.elsewhere_text': 'Dort fortsetzen oder hier. Nichts geht verloren: Von zwei Antworten auf eine Frage zählt die spätere, und beide bleiben im Verlauf.',
  'visit.go_on_here': 'Hier fortsetzen',
};
