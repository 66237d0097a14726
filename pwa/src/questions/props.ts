/** What every question gets and gives. One file a type; the registry in index.ts is a plain object. */
import type { Answer, AnswerState, Question, RunningClock } from '../engine';

/** An answer in one of its ways; a comment and a waiver are kept apart from it. */
export interface Given {
  state: AnswerState;
  value: unknown;
}

export interface QuestionProps {
  question: Question;
  /** The question's words, for people who do not see them beside the control. */
  label: string;
  answer: Answer | null;
  disabled: boolean;
  /** Time zone of the centre. */
  zone: string;
  /** Names this question of this visit on this phone, for what is kept between two taps (a running stopwatch). */
  name: string;
  hasPhoto: boolean;
  /** How its clock stands, for a question that has one. */
  clock?: RunningClock | undefined;
  onGive: (given: Given) => void;
  onDraw: (png: Blob) => void;
}

/** An emptied field or list is no answer any more. */
export function given(value: unknown): Given {
  const empty = (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
  return empty ? { state: 'cleared', value: null } : { state: 'answered', value };
}

export function valueOf(answer: Answer | null): unknown {
  return answer?.state === 'answered' ? (answer.value ?? null) : null;
}
