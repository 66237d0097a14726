/** What a section gets once it is drawn: turning with the thumb, and the heights of what is out of sight. */
import type { Section } from '../../engine';
import type { OpenVisit } from './open-visit';
import { settle } from './settle';
import { swipes } from './swipe';

/** What it gives back ends it. */
export function afterwards(page: HTMLElement, visit: OpenVisit, section: Section): () => void {
  const ends = [swipes(page, visit, section), settle(page)];
  return () => ends.forEach((end) => end());
}
