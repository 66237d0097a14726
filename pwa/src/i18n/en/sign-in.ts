/** Words of signing in. */
export const signIn = {
  'sign_in.title': 'Sign in',
  'sign_in.again': 'Please sign in again',
  'sign_in.again_text': 'Your session has ended. Everything on this device is kept.',
  'sign_in.tagline': 'What customers meet outside, and what people feel inside.',
  'sign_in.email': 'E-mail',
  'sign_in.password': 'Password',
  'sign_in.button': 'Sign in',
  'sign_in.forgot': 'Forgot your password?',
  'sign_in.wrong': 'E-mail or password is not right.',
  'sign_in.show': 'Show password',
} as const;
export type SignInTexts = typeof signIn;
