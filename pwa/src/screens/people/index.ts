/** Who has an account, and what each may do. */
import '../parts/office-texts';

export { People } from './people';
