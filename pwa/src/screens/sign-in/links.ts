/** The pages a letter leads to: the invitation, the forgotten password. */
import '../account/texts';
import './texts';

export { Reset } from './reset';
export { Welcome } from './welcome';
