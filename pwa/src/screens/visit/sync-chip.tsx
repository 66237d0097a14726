/** The state of the queue in a few words and a shape, wherever the auditor is; it leads to the page that explains it. */
import { t } from '../../i18n';
import { status, type Status, type StatusKind } from '../../sync';
import { Chip, type Mark, type Tone } from '../../ui';

const LOOKS: Record<StatusKind, { tone: Tone; mark: Mark }> = {
  all_sent: { tone: 'good', mark: 'dot' },
  to_send: { tone: 'warn', mark: 'square' },
  offline: { tone: 'neutral', mark: 'ring' },
  needs_help: { tone: 'bad', mark: 'triangle' },
  sign_in: { tone: 'bad', mark: 'bar' },
  dead_store: { tone: 'bad', mark: 'triangle' },
};

export function statusWords({ kind, waiting, parked }: Status, short = false): string {
  if (kind === 'to_send') return t('sync.to_send', { n: waiting });
  if (kind === 'needs_help') return t('sync.needs_help', { n: parked });
  if (kind === 'offline' && waiting > 0 && !short) return t('sync.offline_kept', { n: waiting });
  return t(`sync.${kind}`);
}

/** `short` for the dock, where room is dear; the whole sentence is always spoken. */
export function SyncChip({ short = false }: { short?: boolean }) {
  const now = status.value;
  const href = now.kind === 'sign_in' ? '/sign-in' : '/sync';
  return (
    <a class="sync-chip" href={href} aria-label={t('sync.open', { state: statusWords(now) })}>
      <Chip {...LOOKS[now.kind]}>{statusWords(now, short)}</Chip>
    </a>
  );
}
