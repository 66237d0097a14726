/** When the auditor arrived and left: noted by a tap, corrected by hand. */
import { formatTime, t } from '../../i18n';
import { fromWall, toWall } from '../../i18n/zone';
import { Button, Card, toast } from '../../ui';
import type { OpenVisit } from './open-visit';

type Name = 'arrived' | 'left';

/** "14:05" on the day of the moment it corrects, by the clock on the centre's wall. */
function corrected(base: string | null, time: string, zone: string): string {
  const day = toWall(base ?? new Date().toISOString(), zone).slice(0, 10);
  return fromWall(`${day}T${time.slice(0, 5)}`, zone);
}

function Moment({ visit, name, label }: { visit: OpenVisit; name: Name; label: string }) {
  const { centre } = visit.visit.value;
  const value = visit.times.value[`${name}_at`];
  const save = (iso: string): void => void visit.setTime(name, iso).catch(() => toast(t('visit.not_saved'), { tone: 'bad' }));
  return (
    <div class="time-row">
      <span class="field-label">{label}</span>
      <input
        class="input"
        type="time"
        aria-label={label}
        value={value ? toWall(value, centre.time_zone).slice(11) : ''}
        onChange={(event) => event.currentTarget.value && save(corrected(value, event.currentTarget.value, centre.time_zone))}
      />
      <Button size="s" onClick={() => save(new Date().toISOString())}>
        <span class="hidden-visually">{label}: </span>
        {t('check.note_now')}
      </Button>
    </div>
  );
}

export function VisitTimes({ visit }: { visit: OpenVisit }) {
  const { centre } = visit.visit.value;
  const { arrived_at, left_at } = visit.times.value;
  const minutes = arrived_at && left_at ? Math.round((Date.parse(left_at) - Date.parse(arrived_at)) / 60_000) : null;
  return (
    <Card as="section" class="times">
      <h2 class="overline">{t('check.times')}</h2>
      <Moment visit={visit} name="arrived" label={t('check.arrived')} />
      <Moment visit={visit} name="left" label={t('check.left')} />
      {minutes !== null && minutes >= 0 && (
        <p class="secondary">
          {formatTime(arrived_at, centre.time_zone)} – {formatTime(left_at, centre.time_zone)} · {t('check.minutes', { n: minutes })}
        </p>
      )}
    </Card>
  );
}
