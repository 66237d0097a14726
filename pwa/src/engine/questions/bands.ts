/** Bands that give points to a number or a duration: the first whose up_to is not exceeded. Not a question type. */

import { exact, highest, ZERO, type Fraction } from '../fraction';
import type { Question } from '../types';
import { positive } from './base';

export function pointsInBands(question: Question, value: unknown): Fraction {
  const band = (question.bands ?? []).find(({ up_to }) => up_to === null || (value as number) <= up_to);
  return band ? exact(band.points) : ZERO;
}

/** Nobody was in touch while the clock ran: that is longer than every band, so the last one counts. */
export function pointsWithoutContact(question: Question): Fraction {
  return exact(question.bands?.at(-1)?.points ?? 0);
}

export function highestBand(question: Question): Fraction | null {
  return positive(highest((question.bands ?? []).map((band) => exact(band.points))));
}
