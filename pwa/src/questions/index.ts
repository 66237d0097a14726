/** How each type of question is asked on the screen; the same names as QUESTION_TYPES in the engine. The rarer ones come when they are drawn. */
import { h, type ComponentType } from 'preact';
import type { QuestionTypeName } from '../engine';
import { later } from '../ui';
import { Duration } from './duration';
import { MultipleChoice } from './multiple-choice';
import { NumberQuestion } from './number';
import { PhotoQuestion } from './photo';
import type { QuestionProps } from './props';
import { Scale } from './scale';
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
  place: later(() => import('./place').then((m) => m.Place), () => h('div', { class: 'place-kept' })),
  signature: later(() => import('./signature').then((m) => m.Signature)),
};

export { useDraft } from './draft';
export { Guidance } from './guidance';
export { now, useNow } from './now';
export { given, type Given, type QuestionProps } from './props';
export { figures, spanAfter, spanWords } from './span';
export { restoreWatches } from './watch';
