/** Wörter der Anmeldung. */
import type { SignInTexts } from '../en/sign-in';
import type { Texts } from '../index';

export const signIn: Texts & Record<keyof SignInTexts, unknown> = {
  'sign_in.title': 'Anmelden',
  'sign_in.again': 'Bitte melden Sie sich wieder an',
  'sign_in.again_text': 'Ihre Sitzung ist zu Ende. Alles auf diesem Gerät bleibt erhalten.',
  'sign_in.tagline': 'Was Kunden außen erleben, und was Menschen innen fühlen.',
  'sign_in.email': 'E-Mail',
  'sign_in.password': 'Passwort',
  'sign_in.button': 'Anmelden',
  'sign_in.forgot': 'Passwort vergessen?',
  'sign_in.wrong': 'E-Mail oder Passwort stimmt nicht.',
  'sign_in.show': 'Passwort zeigen',
};
