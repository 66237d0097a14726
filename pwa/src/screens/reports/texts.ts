/** The words of verifying and ordering reports. */
import { addTexts } from '../../i18n';
import { reports } from '../../i18n/en/reports';

addTexts('reports', reports);
