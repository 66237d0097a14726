/** What the auditor noted while there, and how long after leaving the visit was completed. A centre is sent none of it. */
import type { NoteRow, Visit } from '../../api/types';
import { formatTime, t, type TextKey } from '../../i18n';
import { spanWords } from '../../questions/span';
import { isLine, isNoted, STOPWATCH } from '../../store/notes';
import { Card } from '../../ui';
import '../discreet/words';
import './on-site.css';

/** Seconds matter only where there are no minutes. */
function rough(seconds: number): string {
  const size = Math.abs(seconds);
  return spanWords(size < 60 ? size : Math.round(size / 60) * 60);
}

export function completedWords({ completed_after_s: after }: Visit): string | null {
  if (after === null) return null;
  return after < 0 ? t('notes.completed_before') : t('notes.completed_after', { span: rough(after) });
}

/** A minute is what a request may take on a bad line; less says nothing about the clock. */
const CLOCK_OFF_S = 60;

function clockWords({ clock_ahead_s: ahead }: Visit): string | null {
  if (ahead === null || Math.abs(ahead) < CLOCK_OFF_S) return null;
  return t(ahead > 0 ? 'notes.clock_ahead' : 'notes.clock_behind', { span: rough(ahead) });
}

interface Line {
  key: string;
  at: string;
  words: string;
}

function wordsOf(note: NoteRow): string {
  if (isLine(note)) return note.text ?? '';
  if (note.id !== STOPWATCH) return t(`notes.${note.id}` as TextKey);
  const span = note.until ? spanWords((Date.parse(note.until) - Date.parse(note.at)) / 1000) : t('notes.watch_ran_on');
  return t('notes.use_watch', { span });
}

function linesOf(visit: Visit): Line[] {
  const lines = visit.notes.filter((note) => !note.removed && isNoted(note)).map((note) => ({ key: note.id, at: note.at, words: wordsOf(note) }));
  if (lines.length === 0) return [];
  for (const name of ['arrived', 'left'] as const) {
    const at = visit[`${name}_at`];
    if (at) lines.push({ key: name, at, words: t(`notes.${name}`) });
  }
  return lines.sort((a, b) => (a.at < b.at ? -1 : 1));
}

export function OnSite({ visit }: { visit: Visit }) {
  const [lines, clock] = [linesOf(visit), clockWords(visit)];
  if (lines.length === 0 && clock === null) return null;
  return (
    <Card as="section" aria-labelledby="side-on-site">
      <h2 id="side-on-site">{t('notes.on_site')}</h2>
      {clock && <p class="small secondary">{clock}</p>}
      <dl class="facts on-site">
        {lines.map(({ key, at, words }) => (
          <div key={key}>
            <dt class="figures">{formatTime(at, visit.centre.time_zone)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
