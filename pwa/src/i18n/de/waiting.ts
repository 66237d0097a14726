import type { Texts } from '..';
import type { WaitingTexts } from '../en/waiting';

export const waiting: Record<keyof WaitingTexts, Texts[string]> = {
  'follow.title': 'Offen ist nur, was noch kommt',
  'follow.text': 'Sind Sie gegangen? Dann kann es so bleiben. Notieren Sie jeden Kontakt, wenn er kommt; eine Uhr, deren Frist endet, schließt von selbst mit „Kein Kontakt“.',
  'follow.waiting_title': 'Sie warten ab, was folgt',
  'follow.waiting_text': 'Notieren Sie jeden Kontakt, wenn er kommt. Eine Uhr, deren Frist endet, schließt von selbst mit „Kein Kontakt“.',
  'follow.ended_title': 'Die Beobachtung ist beendet',
  'follow.ended_text': 'Ergänzen Sie, was offen ist, und reichen Sie den Besuch ein.',
  'follow.record': { one: 'Dafür „Kein Kontakt“ notieren', other: 'Für alle {n} „Kein Kontakt“ notieren' },
  'follow.recorded': 'Kein Kontakt notiert',
  'follow.clocks': 'Uhren',
  'follow.waits_person': 'Wartet auf einen Menschen',
  'follow.waits_automatic': 'Wartet auf eine automatische Antwort',
  'follow.left': 'noch {span}',
  'follow.opens': 'beginnt in {span}',
  'follow.closes': 'bis {when}',
  'follow.over': 'Kein Kontakt beobachtet',
  'follow.over_when': 'Frist endete {when}',

  'remind.title': 'Erinnerungen',
  'remind.closes_soon_person': 'Persönliche Antwort: Frist endet in {span}',
  'remind.closes_soon_automatic': 'Automatische Antwort: Frist endet in {span}',
  'remind.opened_person': 'Persönliche Antwort: Frist läuft, noch {span}',
  'remind.opened_automatic': 'Automatische Antwort: Frist läuft, noch {span}',
  'remind.ended': 'Die Beobachtung ist beendet: ergänzen und einreichen',
  'remind.return_due': 'An Sie zurückgegeben: fällig in {span}',
  'remind.return_over': 'An Sie zurückgegeben: überfällig',
};
