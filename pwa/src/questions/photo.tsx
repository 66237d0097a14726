/** A photo question has no control of its own: the photo strip below every question is its answer. */
import { Extras } from './extras';
import type { QuestionProps } from './props';

export function PhotoQuestion(props: QuestionProps) {
  return <Extras {...props} />;
}
