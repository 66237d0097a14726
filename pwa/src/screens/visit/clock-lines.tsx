/** Clocks that run on, in the list: a visit that waits for a reply is seen without opening it. */
import { clocks, hasEnded, runs, walk, type Definition, type Item, type RunningClock } from '../../engine';
import { t } from '../../i18n';
import { spanAfter, spanWords, useNow } from '../../questions';
import { answersOf } from '../../store/answers';
import type { VisitRow } from '../../store/schema';
import { getChecklist } from '../../store/visits';
import { Icon } from '../../ui';
import '../../questions/observing-texts';

const SHOWN = 2;

function hasClocks(definition: Definition): boolean {
  return definition.sections.some((section) => section.questions.some((question) => question.clock));
}

async function itemsOf({ visit }: VisitRow): Promise<[string, Item[]] | null> {
  const checklist = await getChecklist(visit.checklist.version_id);
  if (!checklist || !hasClocks(checklist.definition)) return null;
  const rows = await answersOf(visit.id);
  return [visit.id, walk(checklist.definition, Object.fromEntries(rows.map((row) => [row.question_id, row])), {})];
}

/** By visit, its questions as they stand; only visits whose checklist has clocks. */
export async function itemsOfEach(rows: readonly VisitRow[]): Promise<ReadonlyMap<string, readonly Item[]>> {
  const found = await Promise.all(rows.map(itemsOf));
  return new Map(found.filter((one) => one !== null));
}

/** When the clock that closes first does so; none where nothing runs any more. */
export function closesFirst(items: readonly Item[]): string | undefined {
  const running = clocks(items, new Date()).filter(runs);
  return running.map(({ closes_at }) => closes_at).sort()[0];
}

export function ended(items: readonly Item[]): boolean {
  return hasEnded(clocks(items, new Date()));
}

function words({ contact, state, opens_at, closes_at }: RunningClock, now: number): string {
  const left = (to: string): number => (Date.parse(to) - now) / 1000;
  if (state === 'over') return t(`visits.clock_${contact}_over`);
  if (state === 'early') return t(`visits.clock_${contact}_early`, { span: spanAfter(left(opens_at)) });
  return t(`visits.clock_${contact}`, { span: spanWords(left(closes_at)) });
}

/** The ones that close first; several that say the same are one line. */
export function ClockLines({ items }: { items: readonly Item[] }) {
  const now = useNow();
  const open = clocks(items, new Date(now)).filter(({ state }) => state === 'early' || state === 'running' || state === 'over');
  const inOrder = open.sort((a, b) => a.closes_at.localeCompare(b.closes_at));
  const lines = new Map(inOrder.map((clock) => [words(clock, now), clock.state]));
  return (
    <>
      {[...lines].slice(0, SHOWN).map(([line, state]) => (
        <p class={`visit-clock visit-clock-${state}`} key={line}>
          <Icon name={state === 'over' ? 'warning' : 'clock'} size={18} />
          {line}
        </p>
      ))}
    </>
  );
}
