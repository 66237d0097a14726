/** Wörter für alles, was die Arbeit leichter macht; das meiste ist aus, bis jemand es will. */
import type { ComfortTexts } from '../en/comfort';
import type { Texts } from '../index';

export const comfort: Texts & Record<keyof ComfortTexts, unknown> = {
  'comfort.title': 'So arbeiten Sie, auf diesem Telefon',
  'comfort.haptics': 'Bei jeder Antwort kurz vibrieren',
  'comfort.templates': 'Kurze Sätze für Kommentare anbieten',
  'comfort.templates_hint': 'Wo eine Antwort Punkte kostet. Mehr wert ist, was Sie in eigenen Worten gesehen haben.',
  'comfort.own': 'Ihre eigenen Sätze',
  'comfort.own_hint': 'Einer je Zeile. Sie stehen vorn.',
  'comfort.offered': 'Sätze für den Anfang',
  'comfort.t1': 'Es wurde nicht angeboten.',
  'comfort.t2': 'Ich musste danach fragen.',
  'comfort.t3': 'Es war niemand da.',
  'comfort.t4': 'Ich habe zu lange gewartet.',
  'comfort.t5': 'Es wurde nicht erklärt.',
  'comfort.t6': 'Es hat nicht funktioniert.',

  'find.label': 'Eine Frage finden',
  'find.hint': 'Ein Wort daraus',
  'find.found': { one: '{n} Frage gefunden', other: '{n} Fragen gefunden' },
  'find.first': 'Die ersten {n} von {total}. Ein Wort mehr findet weniger.',
  'find.open': 'offen',
  'find.done': 'beantwortet',

  'install.title': 'Auf dem Startbildschirm',
  'install.text': 'Dort öffnet es sich wie eine App, und das Telefon löscht nicht, was sie aufhebt.',
  'install.how': 'So geht es',
  'install.one': 'Auf „Teilen“ tippen',
  'install.one_text': 'Das Quadrat mit dem Pfeil unter der Seite. In neueren Versionen liegt es hinter den drei Punkten.',
  'install.two': 'Auf „Zum Home-Bildschirm“ tippen',
  'install.two_text': 'Weiter unten in der Liste. Dann „Hinzufügen“, und Inside Out von dort öffnen.',

  'shared.title': 'Geteilte Fotos',
  'shared.which': { one: 'Zu welchem Besuch gehört dieses Foto?', other: 'Zu welchem Besuch gehören diese {n} Fotos?' },
  'shared.kept': 'Auf diesem Telefon gesichert. Ihre Fragen bekommen sie später, im Besuch.',
  'shared.wait': { one: '{n} Foto wartet auf seinen Besuch.', other: '{n} Fotos warten auf ihren Besuch.' },
  'shared.look': 'Besuch wählen',
  'shared.drop': { one: 'Dieses Foto entfernen', other: 'Diese {n} Fotos entfernen' },
  'shared.dropped': 'Entfernt',
  'shared.none': 'Hier sind keine Fotos',
  'shared.none_text': 'Teilen Sie Fotos aus der Galerie Ihres Telefons mit Inside Out, dann erscheinen sie hier.',
  'shared.no_visit': 'Dafür ist kein Besuch offen. Nehmen Sie zuerst einen an; die Fotos bleiben hier.',
  'shared.signed_out': 'Melden Sie sich zuerst an, dann teilen Sie die Fotos noch einmal.',
  'shared.failed': 'Die Fotos konnten nicht gesichert werden: Auf diesem Telefon ist kein Platz mehr, oder es lässt uns nichts speichern. Teilen Sie sie später noch einmal.',
};
