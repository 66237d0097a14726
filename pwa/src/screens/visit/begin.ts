/** What every page of a visit brings, the list too: words, looks, and the way back from a camera that closed the app. */
import { addTexts } from '../../i18n';
import { visit as en } from '../../i18n/en/visit';
import { returnToQuestion } from './camera';
import './visit.css';

addTexts('visit', en);
void returnToQuestion();
