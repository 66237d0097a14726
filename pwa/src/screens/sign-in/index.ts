/** Signing in. */
import './texts';

export { SignIn } from './sign-in';
