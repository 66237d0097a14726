/** A stopwatch for the pocket: what is kept is the moment it was started, so that no killed page can stop it. */
import { t } from '../../i18n';
import { figures, useNow } from '../../questions';
import { STOPWATCH } from '../../store/notes';
import type { NoteRow } from '../../store/schema';
import { Button, toast } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';
import { seconds, setNote, watchOf } from './moments';

const clock = (): string => new Date().toISOString();

function Running({ visit, watch }: { visit: OpenVisit; watch: NoteRow }) {
  const now = useNow();
  const stop = (): void => {
    const until = clock();
    // Also after the phone's clock was set back it has not run for less than nothing.
    void setNote(visit, { ...watch, until: until > watch.at ? until : watch.at });
  };
  return (
    <>
      <span class="jot-time figures" role="timer" aria-label={t('notes.stopwatch')}>
        {figures(Math.max(0, (now - Date.parse(watch.at)) / 1000))}
      </span>
      <Button disabled={!visit.editable.value} onClick={stop}>
        {t('notes.watch_stop')}
      </Button>
    </>
  );
}

function Stopped({ visit, watch }: { visit: OpenVisit; watch: NoteRow & { until: string } }) {
  const reset = (): void => {
    void setNote(visit, { ...watch, removed: true });
    toast(t('notes.removed'), { undo: () => void setNote(visit, watch) });
  };
  return (
    <>
      <span class="jot-time figures" role="timer" aria-label={t('notes.stopwatch')}>
        {figures(seconds(watch.at, watch.until))}
      </span>
      <Button disabled={!visit.editable.value} onClick={reset}>
        {t('notes.watch_reset')}
      </Button>
    </>
  );
}

export function Stopwatch({ visit }: { visit: OpenVisit }) {
  const watch = watchOf(visit);
  if (watch?.until) return <Stopped visit={visit} watch={{ ...watch, until: watch.until }} />;
  if (watch) return <Running visit={visit} watch={watch} />;
  return (
    <Button class="jot-watch" icon="clock" disabled={!visit.editable.value} onClick={() => void setNote(visit, { id: STOPWATCH, at: clock() })}>
      {t('notes.watch_start')}
    </Button>
  );
}
