/** Fetches figures and pictures together and keeps them; without a connection the last ones are shown with their date. */
import { api, asProblem, send } from '../../api/client';
import { keep, kept } from '../../api/keep';
import { problemFrom } from '../../api/problem';
import type { Comparison } from '../../api/types';
import { language } from '../../i18n';
import { asSearch, type Question } from './question';

export type Pictures = { dumbbell: string | null; trend: string | null };
export type Shown = { comparison: Comparison; pictures: Pictures; keptAt: string | null };

const LAST = 'comparison-last';

async function picture(kind: keyof Pictures, search: string, width: number): Promise<string | null> {
  try {
    const response = await fetch(`/api/v1/charts/${kind}.svg?${search}&w=${width}`, { credentials: 'same-origin' });
    if (!response.ok) throw problemFrom(response.status, null);
    return await response.text();
  } catch {
    return null;
  }
}

async function fresh(question: Question, width: number): Promise<Shown> {
  const search = asSearch(question);
  const query = { ...question, lang: language.value };
  const [comparison, dumbbell, trend] = await Promise.all([
    send<Comparison>(api.GET('/api/v1/comparison', { params: { query } })),
    picture('dumbbell', search, width),
    picture('trend', search, width),
  ]);
  return { comparison, pictures: { dumbbell, trend }, keptAt: null };
}

/** First the same question, then whatever was seen last. */
async function fromDrawer(search: string): Promise<Shown | null> {
  const found = (await kept<Shown>(`comparison-${search}`)) ?? (await kept<Shown>(LAST));
  return found ? { ...found.value, keptAt: found.at } : null;
}

export async function loadComparison(question: Question, width: number): Promise<Shown> {
  const search = asSearch(question);
  try {
    const shown = await fresh(question, width);
    void keep(`comparison-${search}`, shown);
    void keep(LAST, shown);
    return shown;
  } catch (cause) {
    const old = asProblem(cause).status === 0 ? await fromDrawer(search) : null;
    if (old) return old;
    throw cause;
  }
}
