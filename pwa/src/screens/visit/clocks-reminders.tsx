/** What must not be forgotten, above the list: windows that open or close soon, observations that ended, visits sent back. */
import { clocks, hasEnded, reminderOf, RETURN_LEAD_MS, type Item } from '../../engine';
import { t } from '../../i18n';
import { spanWords, useNow } from '../../questions';
import type { VisitRow } from '../../store/schema';
import { Card, Icon } from '../../ui';
import { sectionPath } from './progress';
import { isSent } from './visit-state';
import './waiting-texts';

interface Reminder {
  words: string;
  href: string;
  centre: string;
  /** When it is too late; what is too late already comes first. */
  until: number;
}

function ofClocks({ visit }: VisitRow, items: readonly Item[], now: number): Reminder[] {
  const moment = new Date(now);
  const found = clocks(items, moment);
  const centre = visit.centre.name;
  if (hasEnded(found) && visit.status !== 'returned') return [{ words: t('remind.ended'), href: `/visits/${visit.id}/check`, centre, until: 0 }];
  return found.flatMap((clock) => {
    const kind = reminderOf(clock, moment);
    if (!kind) return [];
    const until = Date.parse(clock.closes_at);
    const words = t(`remind.${kind}_${clock.contact}`, { span: spanWords((until - now) / 1000) });
    const section = items.find(({ key }) => key === clock.key)?.section.id ?? '';
    return [{ words, href: sectionPath(visit.id, section, clock.key), centre, until }];
  });
}

function ofReturn({ visit }: VisitRow, now: number): Reminder[] {
  const due = Date.parse(visit.due_at ?? '');
  if (visit.status !== 'returned' || !(due - now <= RETURN_LEAD_MS)) return [];
  const words = due > now ? t('remind.return_due', { span: spanWords((due - now) / 1000) }) : t('remind.return_over');
  return [{ words, href: `/visits/${visit.id}`, centre: visit.centre.name, until: due }];
}

export function Reminders({ rows, items }: { rows: readonly VisitRow[]; items: ReadonlyMap<string, readonly Item[]> }) {
  const now = useNow();
  const open = rows.filter((row) => !isSent(row));
  const found = open.flatMap((row) => [...ofReturn(row, now), ...ofClocks(row, items.get(row.id) ?? [], now)]);
  if (found.length === 0) return null;
  return (
    <section class="visit-group" aria-label={t('remind.title')}>
      <h2 class="group-title">{t('remind.title')}</h2>
      <Card class="card-flush">
        {found
          .sort((a, b) => a.until - b.until)
          .map(({ words, href, centre }) => (
            <a class="open-row" key={href} href={href}>
              <span>
                <span class="open-row-code">{words}</span>
                {centre}
              </span>
              <Icon name="next" />
            </a>
          ))}
      </Card>
    </section>
  );
}
