/** The eleven question types; the same names as QUESTION_TYPES in backend/domain/questions. */

import type { Question, QuestionTypeName } from '../types';
import type { QuestionType } from './base';
import { duration } from './duration';
import { multipleChoice } from './multiple_choice';
import { number } from './number';
import { photo } from './photo';
import { place } from './place';
import { scale } from './scale';
import { signature } from './signature';
import { singleChoice } from './single_choice';
import { text } from './text';
import { timestamp } from './timestamp';
import { yesNo } from './yes_no';

export const QUESTION_TYPES: Readonly<Record<QuestionTypeName, QuestionType>> = {
  yes_no: yesNo,
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  scale,
  number,
  duration,
  timestamp,
  text,
  photo,
  place,
  signature,
};

export function typeOf(question: Question): QuestionType {
  return QUESTION_TYPES[question.type];
}
