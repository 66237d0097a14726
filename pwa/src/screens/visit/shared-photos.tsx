/** Photos that another app shared: which visit they are for. There they are loose photos like any other. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { newRow } from '../../photos/take';
import { navigate, route } from '../../router';
import type { SharedPhoto } from '../../store/kv';
import { photoBytes } from '../../store/photos';
import type { VisitRow } from '../../store/schema';
import { assignShared, dropShared, sharedOf } from '../../store/shared';
import { changed, me, visits } from '../../sync';
import { Banner, Button, EmptyState, Header, Icon, SkeletonCards, toast } from '../../ui';
import '../parts/comfort-texts';
import { Alerts } from './alerts';
import { sharedWait } from './notices';
import { openVisit } from './open-visit';
import { prepare, sayWhyNot } from './photo-actions';
import { sectionPath, visibleSections } from './progress';
import { isSent, whenWords } from './visit-state';

const SEEN = 8;

async function give(photos: readonly SharedPhoto[], { id: visit_id, account }: VisitRow): Promise<void> {
  const place = { account, visit_id, question_id: null };
  const rows = await assignShared(photos.map(({ id, type, size, taken }) => ({ ...newRow(place, type, size, taken), id })));
  const visit = await openVisit(account, visit_id);
  sharedWait.value = 0;
  void changed();
  const first = visit && visibleSections(visit)[0];
  navigate(first ? sectionPath(visit_id, first.id) : `/visits/${visit_id}`, { replace: true });
  if (visit) for (const row of rows) await prepare(visit, row);
}

/** The picture as it came; what this phone cannot show is a plain square. */
function Preview({ id, type }: SharedPhoto) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    const load = async (): Promise<void> => {
      const bytes = await photoBytes(id);
      if (bytes && !gone) setUrl((made = URL.createObjectURL(new Blob([bytes.data], { type }))));
    };
    void load();
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return <span class="thumb">{url && <img src={url} alt="" decoding="async" onError={() => setUrl(null)} />}</span>;
}

function Choice({ row, onChoose }: { row: VisitRow; onChoose: () => void }) {
  return (
    <button type="button" class="card shared-row" onClick={onChoose}>
      <span>
        <span class="open-row-code">{whenWords(row)}</span>
        <strong>{row.visit.centre.name}</strong>
      </span>
      <Icon name="next" />
    </button>
  );
}

function Told() {
  const told = route.value.query.get('told');
  return told ? <Banner tone="bad">{t(told === 'signed_out' ? 'shared.signed_out' : 'shared.failed')}</Banner> : null;
}

function Choose({ photos, onGone }: { photos: readonly SharedPhoto[]; onGone: () => void }) {
  const [busy, setBusy] = useState(false);
  const n = photos.length;
  const rows = (visits.value ?? []).filter((row) => !isSent(row) && row.visit.status !== 'planned');
  const choose = (row: VisitRow): void => {
    setBusy(true);
    give(photos, row).catch((error: unknown) => (sayWhyNot(error), setBusy(false)));
  };
  const drop = async (): Promise<void> => {
    await dropShared(photos);
    toast(t('shared.dropped'));
    onGone();
  };
  return (
    <>
      <div class="row" aria-hidden="true">
        {photos.slice(0, SEEN).map((photo) => (
          <Preview key={photo.id} {...photo} />
        ))}
      </div>
      <h2>{t('shared.which', { n })}</h2>
      <p class="secondary">{t('shared.kept')}</p>
      {rows.length === 0 && <Banner>{t('shared.no_visit')}</Banner>}
      {!busy && rows.map((row) => <Choice key={row.id} row={row} onChoose={() => choose(row)} />)}
      <div>
        <Button kind="quiet" icon="trash" busy={busy} onClick={() => void drop()}>
          {t('shared.drop', { n })}
        </Button>
      </div>
    </>
  );
}

export function SharedPhotos() {
  const [photos, set] = useState<readonly SharedPhoto[] | null>(null);
  const account = me.value?.id ?? '';
  const load = (): void => void sharedOf(account).then((found) => (set(found), (sharedWait.value = found.length)));
  useEffect(load, [account]);
  return (
    <>
      <Header title={t('shared.title')} back="/visits" />
      <div class="page">
        <Alerts />
        <Told />
        {photos === null ? <SkeletonCards count={2} height={90} /> : photos.length > 0 && <Choose photos={photos} onGone={load} />}
        {photos?.length === 0 && (
          <EmptyState icon="image" title={t('shared.none')}>
            {t('shared.none_text')}
          </EmptyState>
        )}
      </div>
    </>
  );
}
