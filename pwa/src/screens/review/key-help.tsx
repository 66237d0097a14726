/** The keys of the desk: a few beside the filter, all of them behind "?". */
import type { TextKey } from '../../i18n';
import { t } from '../../i18n';
import { Button, Dialog } from '../../ui';

const FIRST: readonly [keys: string[], words: TextKey][] = [
  [['J', 'K'], 'review.key_move'],
  [['1'], 'review.key_accept'],
  [['2'], 'review.key_query'],
];
const ALL: readonly [keys: string[], words: TextKey][] = [
  [['J', 'K'], 'review.key_move_long'],
  [['1'], 'review.key_accept_long'],
  [['2'], 'review.key_query_long'],
  [['Esc'], 'review.key_leave'],
  [['P'], 'review.key_photo'],
  [['?'], 'review.key_help'],
];

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span class="keys">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

export function KeyHint({ onOpen }: { onOpen: () => void }) {
  return (
    <p class="desk-keys small secondary">
      {FIRST.map(([keys, words]) => (
        <span key={words}>
          <Keys keys={keys} /> {t(words)}
        </span>
      ))}
      <Button kind="quiet" size="s" onClick={onOpen}>
        {t('review.keys_all')}
      </Button>
    </p>
  );
}

export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('review.keys_title')}>
      <dl class="key-list">
        {ALL.map(([keys, words]) => (
          <div key={words}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
