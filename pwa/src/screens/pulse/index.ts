/** Staff surveys as the office makes them; what staff see is `start.tsx`. */
import { addTexts } from '../../i18n';
import { pulses } from '../../i18n/en/pulses';

addTexts('pulses', pulses);

export { PulsePage } from './pulse-page';
export { Pulses } from './pulses';
export { PulseTemplate } from './template';
