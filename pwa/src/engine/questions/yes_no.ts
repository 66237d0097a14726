/** Yes or no. */

import type { QuestionType } from './base';
import { checkOne, highestOption, pointsOfOne } from './options';

export const yesNo: QuestionType = {
  check: checkOne,
  points: pointsOfOne,
  maximum: highestOption,
  answeredByPhoto: false,
};
