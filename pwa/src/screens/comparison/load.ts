/** Fetches figures and pictures together. */
import { api, send } from '../../api/client';
import { problemFrom } from '../../api/problem';
import type { Comparison } from '../../api/types';
import { language } from '../../i18n';
import { asSearch, type Question } from './question';

export type Pictures = { dumbbell: string | null; trend: string | null };
export type Shown = { comparison: Comparison; pictures: Pictures };

async function picture(kind: keyof Pictures, search: string, width: number): Promise<string | null> {
  try {
    const response = await fetch(`/api/v1/charts/${kind}.svg?${search}&w=${width}`, { credentials: 'same-origin' });
    if (!response.ok) throw problemFrom(response.status, null);
    return await response.text();
  } catch {
    return null;
  }
}

export async function loadComparison(question: Question, width: number): Promise<Shown> {
  const search = asSearch(question);
  const query = { ...question, lang: language.value };
  const [comparison, dumbbell, trend] = await Promise.all([
    send<Comparison>(api.GET('/api/v1/comparison', { params: { query } })),
    picture('dumbbell', search, width),
    picture('trend', search, width),
  ]);
  return { comparison, pictures: { dumbbell, trend } };
}
