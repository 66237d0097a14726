/** The words and the button for a visit that was opened on another phone. */
import { formatDay, formatTime, t } from '../../i18n';
import { takeHere } from '../../store/device';
import { changed } from '../../sync';
import { Banner, Button } from '../../ui';
import type { OpenVisit } from './open-visit';

async function goOnHere(visit: OpenVisit): Promise<void> {
  await takeHere(visit);
  await visit.reload();
  void changed();
}

/** When, as this phone's clock would say it; the day only where it was another one. */
function words(takenAt: string): string {
  const time = formatTime(takenAt);
  const today = new Date(takenAt).toDateString() === new Date().toDateString();
  return today ? t('visit.elsewhere', { time }) : t('visit.elsewhere_day', { day: formatDay(takenAt), time });
}

export function ElsewhereBanner({ visit }: { visit: OpenVisit }) {
  const lease = visit.elsewhere.value;
  if (!lease) return null;
  const action = (
    <Button size="s" kind="primary" onClick={() => void goOnHere(visit)}>
      {t('visit.go_on_here')}
    </Button>
  );
  return (
    <Banner tone="warn" title={words(lease.taken_at)} actions={action}>
      {t('visit.elsewhere_text')}
    </Banner>
  );
}
