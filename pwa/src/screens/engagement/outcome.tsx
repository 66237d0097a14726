/** What a file would bring in, wave by wave, and the button that does it. */
import { formatDate, t, type TextKey } from '../../i18n';
import { Banner, Button, Card, Chip, Table, type Tone } from '../../ui';
import type { Outcome } from './types';

const TONES: Record<string, Tone> = { published: 'good', open: 'neutral', waiting: 'warn' };

function brought({ figures, results, starts, centres }: Outcome): string {
  const parts: [TextKey, number][] = [
    ['engagement.brings_figures', figures],
    ['engagement.brings_results', results],
    ['engagement.brings_starts', starts],
  ];
  const found = parts.filter(([, n]) => n > 0).map(([key, n]) => t(key, { n }));
  return `${found.join(', ')} ${t('engagement.brings_centres', { n: centres })}`;
}

/** Raw answers of small groups alone come to nothing. */
const isNothing = ({ figures, results, starts }: Outcome): boolean => figures + results + starts === 0;

export function OutcomeCard({ outcome, busy, onTake }: { outcome: Outcome; busy: boolean; onTake: () => void }) {
  return (
    <Card as="section" highlight>
      <div class="stack">
        <div>
          <h2>{t(isNothing(outcome) ? 'engagement.nothing' : 'engagement.fine')}</h2>
          {!isNothing(outcome) && <p>{brought(outcome)}</p>}
        </div>
        {outcome.left_out > 0 && <Banner>{t('engagement.left_out', { n: outcome.left_out })}</Banner>}
        {outcome.unknown_teams.length > 0 && <Banner>{t('engagement.unknown_teams', { names: outcome.unknown_teams.join(', ') })}</Banner>}
        {outcome.waves.length > 0 && (
          <Table
            caption={t('engagement.waves')}
            captionHidden
            columns={[
              { id: 'wave', title: t('engagement.col_wave'), head: true, cell: (wave) => wave.code },
              { id: 'closed', title: t('engagement.col_closed'), cell: (wave) => formatDate(wave.closed_on) },
              { id: 'answers', title: t('engagement.col_answers'), numeric: true, cell: (wave) => wave.answers },
              {
                id: 'groups',
                title: t('engagement.col_groups'),
                numeric: true,
                cell: (wave) => t('engagement.groups', { shown: wave.shown, all: wave.groups }),
              },
              {
                id: 'state',
                title: t('engagement.col_state'),
                cell: (wave) => <Chip tone={TONES[wave.state] ?? 'neutral'}>{t(`engagement.state.${wave.state}` as TextKey)}</Chip>,
              },
            ]}
            rows={outcome.waves}
            keyOf={(wave) => wave.code}
          />
        )}
        {!isNothing(outcome) && (
          <div>
            <Button kind="primary" busy={busy} onClick={onTake}>
              {t('engagement.import')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
