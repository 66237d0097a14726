/** One option out of several; the highest option is the reachable maximum. */

import type { QuestionType } from './base';
import { checkOne, highestOption, pointsOfOne } from './options';

export const singleChoice: QuestionType = {
  check: checkOne,
  points: pointsOfOne,
  maximum: highestOption,
  answeredByPhoto: false,
};
