/** How each type of question is asked on the screen; the same names as QUESTION_TYPES in the engine. */
import type { ComponentType } from 'preact';
import type { QuestionTypeName } from '../engine';
import { Duration } from './duration';
import { MultipleChoice } from './multiple-choice';
import { NumberQuestion } from './number';
import { PhotoQuestion } from './photo';
import { Place } from './place';
import type { QuestionProps } from './props';
import { Scale } from './scale';
import { Signature } from './signature';
import { SingleChoice } from './single-choice';
import { TextQuestion } from './text';
import { Timestamp } from './timestamp';
import { YesNo } from './yes-no';
import './questions.css';

export const QUESTION_VIEWS: Readonly<Record<QuestionTypeName, ComponentType<QuestionProps>>> = {
  yes_no: YesNo,
  single_choice: SingleChoice,
  multiple_choice: MultipleChoice,
  scale: Scale,
  number: NumberQuestion,
  duration: Duration,
  timestamp: Timestamp,
  text: TextQuestion,
  photo: PhotoQuestion,
  place: Place,
  signature: Signature,
};

export { useDraft } from './draft';
export { showDuration } from './duration';
export { given, type Given, type QuestionProps } from './props';
export { restoreWatches } from './watch';
