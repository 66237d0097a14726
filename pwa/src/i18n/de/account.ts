/** Wörter der Anmeldung und des eigenen Kontos. */
import type { Message } from '../index';
import type { AccountTexts } from '../en/account';

export const account: Record<keyof AccountTexts, Message> = {
  'reset.ask_title': 'Ein neues Passwort',
  'reset.ask_text': 'Nennen Sie uns Ihre E-Mail. Wenn es ein Konto gibt, kommt in wenigen Minuten ein Link.',
  'reset.ask_button': 'Link senden',
  'reset.asked_title': 'Sehen Sie in Ihre Mails',
  'reset.asked_text': 'Wenn es zu {email} ein Konto gibt, ist der Link unterwegs. Er gilt einmal, eine Stunde lang.',
  'reset.title': 'Ein neues Passwort wählen',
  'reset.button': 'Passwort setzen',
  'reset.done': 'Ihr Passwort ist gesetzt. Bitte melden Sie sich damit an.',
  'reset.dead_title': 'Dieser Link gilt nicht mehr',
  'reset.dead_text': 'Links gelten einmal und nur kurz. Fordere einen neuen an.',
  'reset.dead_button': 'Neuen Link anfordern',
  'reset.to_sign_in': 'Zur Anmeldung',

  'welcome.title': 'Willkommen',
  'welcome.text': 'Sie sind zu Inside Out eingeladen. Wählen Sie das Passwort, mit dem Sie sich anmelden werden.',
  'welcome.name': 'Ihr Name',
  'welcome.name_hint': 'So, wie andere Sie kennen. Leer lassen, um den Namen der Einladung zu behalten.',
  'welcome.button': 'Los geht es',
  'welcome.dead_text':
    'Eine Einladung gilt einmal. Wenn Sie Ihr Passwort schon gesetzt haben, melden Sie sich an; sonst bitten Sie um eine neue.',

  'password.new': 'Neues Passwort',
  'password.hint': '12 Zeichen oder mehr, Leerzeichen sind willkommen. Nicht Ihr Name, nicht Ihre E-Mail und keines der Passwörter, die alle zuerst probieren.',
  'password.short': 'Zu kurz: {n} von 12 Zeichen.',

  'account.title': 'Konto',
  'account.you': 'Ihre Angaben',
  'account.name': 'Name',
  'account.language': 'Sprache',
  'account.roles': 'Rollen',
  'account.roles_none': 'Noch keine Rolle. Rollen vergibt das Programmbüro.',
  'account.password': 'Passwort',
  'account.current': 'Bisheriges Passwort',
  'account.change': 'Passwort ändern',
  'account.changed': 'Passwort geändert. Alle anderen Geräte sind abgemeldet.',
  'account.changed_here': 'Passwort geändert. Bitte melden Sie sich damit an.',
  'account.sessions': 'Wo Sie angemeldet sind',
  'account.session_current': 'Dieses Gerät',
  'account.session_seen': 'Zuletzt benutzt {when}',
  'account.session_end': 'Abmelden',
  'account.session_ended': 'Das Gerät ist abgemeldet.',
  'account.device_unknown': 'Unbekanntes Gerät',
  'account.sign_out': 'Abmelden',
  'account.sign_out_text': 'Was noch nicht gesendet ist, bleibt gesperrt auf diesem Gerät, bis Sie sich wieder anmelden.',
  'account.sign_out_unsent': {
    one: 'Eine Sache ist noch nicht gesendet. Sie bleibt gesperrt auf diesem Gerät, bis Sie sich wieder anmelden.',
    other: '{n} Dinge sind noch nicht gesendet. Sie bleiben gesperrt auf diesem Gerät, bis Sie sich wieder anmelden.',
  },
  'account.version': 'Version {version}',
};
