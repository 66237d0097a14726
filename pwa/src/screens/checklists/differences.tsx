/** What a version changed against an earlier one, in words, and what that does to trends. */
import { useState } from 'preact/hooks';
import { api, send } from '../../api/client';
import type { ChecklistVersion, Difference, Differences as Found, Effect } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { language, t } from '../../i18n';
import { Card, Chip, Select, Skeleton } from '../../ui';
import { Trouble } from '../parts/trouble';

const TONES = { unchanged: 'neutral', changed: 'warn', gone: 'bad', new: 'accent' } as const;
const EFFECTS: readonly Effect[] = ['unchanged', 'changed', 'gone', 'new'];

type Subject = { key: string; place: Difference['place']; name: string; items: Difference[] };

/** The differences of one question or section stand together, in the order of the checklist. */
function bySubject(items: readonly Difference[]): Subject[] {
  const found = new Map<string, Subject>();
  for (const item of items) {
    const key = `${item.place} ${item.id}`;
    const subject = found.get(key) ?? { key, place: item.place, name: item.name, items: [] };
    subject.items.push(item);
    found.set(key, subject);
  }
  return [...found.values()];
}

/** Of what is new or gone, the heading and the mark say all. */
function Line({ item }: { item: Difference }) {
  const named = item.aspect === 'added' || item.aspect === 'removed';
  return (
    <li class="difference">
      {!named && <span>{item.text}</span>}
      {item.place !== 'checklist' && <Chip tone={TONES[item.effect]}>{t(`lists.effect_${item.effect}`)}</Chip>}
    </li>
  );
}

export function Told({ found }: { found: Pick<Found, 'items' | 'effects'> }) {
  if (found.items.length === 0) return <p class="secondary">{t('lists.compare_same')}</p>;
  const counted = EFFECTS.filter((effect) => found.effects[effect] > 0);
  return (
    <>
      <p>{counted.map((effect) => t(`lists.count_${effect}`, { n: found.effects[effect] })).join(', ')}.</p>
      <p class="small secondary">{t('lists.compare_trend')}</p>
      <dl class="differences">
        {bySubject(found.items).map((subject) => (
          <div key={subject.key}>
            <dt>
              {subject.place === 'section' && <span class="overline">{t('lists.section')}</span>}
              {subject.name}
            </dt>
            <dd>
              <ul>
                {subject.items.map((item) => (
                  <Line key={`${item.aspect} ${item.part}`} item={item} />
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

type DifferencesProps = { versions: readonly ChecklistVersion[]; shown: ChecklistVersion };

export function Differences({ versions, shown }: DifferencesProps) {
  const earlier = versions.filter((one) => one.number < shown.number);
  const [chosen, setChosen] = useState<string | null>(null);
  const from = earlier.find((one) => one.id === chosen) ?? earlier[0];
  if (!from) return null;
  return <Compared key={shown.id} from={from} shown={shown} earlier={earlier} onChoose={setChosen} />;
}

type ComparedProps = { from: ChecklistVersion; shown: ChecklistVersion; earlier: readonly ChecklistVersion[]; onChoose: (id: string) => void };

function Compared({ from, shown, earlier, onChoose }: ComparedProps) {
  const params = { path: { version_id: shown.id }, query: { from: from.id } };
  const { data, problem, reload } = useLoad(`differences-${from.id}-${shown.id}-${language.value}`, () =>
    send<Found>(api.GET('/api/v1/checklist-versions/{version_id}/differences', { params })),
  );
  const options = earlier.map((one) => ({ value: one.id, label: t('lists.version', { n: one.number }) }));
  return (
    <Card as="section" aria-labelledby="list-differences">
      <div class="stack stack-8">
        <h2 id="list-differences">{t('lists.compared', { n: from.number })}</h2>
        {earlier.length > 1 && <Select label={t('lists.compare_with')} options={options} value={from.id} onInput={onChoose} />}
        <Trouble problem={problem} onRetry={reload} />
        {!data && !problem && <Skeleton lines={4} />}
        {data && <Told found={data} />}
      </div>
    </Card>
  );
}
