/** One screen to read in the car park: who you are, what you say, what to remember, what to photograph. */
import { useEffect, useState } from 'preact/hooks';
import { localise } from '../../engine';
import { formatDay, formatTime, language, t } from '../../i18n';
import { navigate } from '../../router';
import { enqueue } from '../../store/outbox';
import { askToKeep, readSpace } from '../../store/space';
import type { Visit } from '../../store/wire';
import { changed } from '../../sync';
import { Banner, Button, Card, Dock, Header, Icon, Ring } from '../../ui';
import { Alerts } from './alerts';
import type { OpenVisit } from './open-visit';
import { sectionOf, sectionPath, visibleSections, visitProgress } from './progress';
import { SectionRow } from './section-dock';
import { SyncChip } from './sync-chip';
import { WithVisit } from './use-visit';
import { windowWords } from './visit-state';

function mapUrl({ centre }: Visit): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(`${centre.name}, ${centre.city}`)}`;
}

function Facts({ visit }: { visit: OpenVisit }) {
  const now = visit.visit.value;
  const questions = visit.items.value.filter((item) => item.state !== 'hidden').length;
  return (
    <Card as="section">
      <dl class="facts">
        <dt>{t('brief.when')}</dt>
        <dd>{windowWords({ id: now.id, account: '', visit: now, fetched_at: '' })}</dd>
        <dt>{t('brief.where')}</dt>
        <dd>
          {now.centre.name}, {now.centre.city}
          <a class="map-link" href={mapUrl(now)} target="_blank" rel="noreferrer">
            <Icon name="pin" size={18} />
            {t('brief.map')}
          </a>
        </dd>
        <dt>{t('brief.checklist')}</dt>
        <dd>
          {now.checklist.title}
          <span class="secondary"> · {t('brief.questions', { n: questions })}</span>
        </dd>
      </dl>
    </Card>
  );
}

function Words({ title, text, warn }: { title: string; text: string; warn?: boolean }) {
  if (!text) return null;
  return (
    <section class={warn ? 'brief-never' : undefined}>
      <h2 class="group-title">{title}</h2>
      <p class="brief-text">{text}</p>
    </section>
  );
}

function Remember({ facts }: { facts: readonly string[] }) {
  if (facts.length === 0) return null;
  return (
    <Card as="section" class="remember">
      <h2 class="overline">{t('brief.remember')}</h2>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Card>
  );
}

function MustPhotograph({ photos }: { photos: readonly string[] }) {
  if (photos.length === 0) return null;
  return (
    <section>
      <h2 class="group-title">{t('brief.photograph')}</h2>
      <ul class="shots">
        {photos.map((photo) => (
          <li key={photo}>
            <Icon name="camera" />
            <span>{photo}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Scenario({ visit }: { visit: Visit }) {
  const brief = visit.brief;
  if (!brief) return <p class="secondary">{t('brief.none')}</p>;
  return (
    <>
      <Remember facts={brief.facts} />
      <Words title={t('brief.you_are')} text={brief.persona} />
      <Words title={t('brief.story')} text={brief.story} />
      <Words title={t('brief.ask_for')} text={brief.ask_for} />
      <Words title={t('brief.never_say')} text={brief.never_say} warn />
      <MustPhotograph photos={brief.photos} />
    </>
  );
}

/** What the reviewer asks for: the note, until when, and a way to each question. */
function Returned({ visit }: { visit: OpenVisit }) {
  const { status, returns, centre } = visit.visit.value;
  const last = returns.at(-1);
  if (status !== 'returned' || !last) return null;
  const zone = centre.time_zone;
  const due = last.due_at && { day: formatDay(last.due_at, zone), time: formatTime(last.due_at, zone) };
  return (
    <>
      <Banner tone="warn" title={last.reviewer_name ? t('brief.returned', { name: last.reviewer_name }) : t('brief.returned_plain')}>
        {last.note} {due && t('brief.resubmit_by', due)}
      </Banner>
      {last.items.length > 0 && (
        <Card class="card-flush">
          {last.items.map((item) => (
            <ReturnedRow key={item.question_id} visit={visit} questionId={item.question_id} reason={item.reason} />
          ))}
        </Card>
      )}
    </>
  );
}

function ReturnedRow({ visit, questionId, reason }: { visit: OpenVisit; questionId: string; reason: string }) {
  const section = sectionOf(visit, questionId);
  const question = section?.questions.find((one) => one.id === questionId);
  if (!section || !question) return null;
  return (
    <a class="open-row" href={sectionPath(visit.id, section.id, questionId)}>
      <span>
        <span class="open-row-code">{reason}</span>
        {localise(question.text, language.value)}
      </span>
      <Icon name="next" />
    </a>
  );
}

/** How far each section is, once something is answered. */
function Sections({ visit }: { visit: OpenVisit }) {
  const { done } = visitProgress(visit);
  if (done === 0) return null;
  return (
    <section>
      <h2 class="group-title">{t('check.sections')}</h2>
      <Card class="section-rows card-flush">
        {visibleSections(visit).map((section) => (
          <SectionRow key={section.id} visit={visit} section={section} here={false} />
        ))}
      </Card>
    </section>
  );
}

function useSpaceIsLow(): boolean {
  const [low, set] = useState(false);
  useEffect(() => void readSpace().then((space) => set(!space.enough)), []);
  return low;
}

async function acceptVisit(visit: OpenVisit): Promise<void> {
  const { account, id } = visit;
  await visit.change({ status: 'accepted' });
  await enqueue({ kind: 'accept', account, visit_id: id, subject: id, stamp: 'accept' });
  void changed();
}

/** The first question that was sent back, else the first open one, else the beginning. */
function startPath(visit: OpenVisit): string {
  const now = visit.visit.value;
  const returned = now.status === 'returned' ? now.returns.at(-1)?.items[0]?.question_id : undefined;
  const target = returned ?? visit.open.value[0]?.question_id;
  const section = target ? sectionOf(visit, target) : undefined;
  if (section && visitProgress(visit).done > 0) return sectionPath(visit.id, section.id, target);
  return sectionPath(visit.id, visibleSections(visit)[0]?.id ?? '');
}

async function begin(visit: OpenVisit): Promise<void> {
  const { status, arrived_at } = visit.visit.value;
  if (status === 'planned') await acceptVisit(visit);
  if (!arrived_at && visit.editable.value) await visit.change({ arrived_at: new Date().toISOString() });
  void askToKeep();
  navigate(startPath(visit));
}

function BriefDock({ visit }: { visit: OpenVisit }) {
  const { done } = visitProgress(visit);
  const words = !visit.editable.value ? 'brief.look' : done > 0 ? 'brief.go_on' : 'brief.begin';
  return (
    <Dock label={t('visit.dock')}>
      {done > 0 && <Button href={`/visits/${visit.id}/check`}>{t('visit.check')}</Button>}
      <Button kind="primary" onClick={() => void begin(visit)}>
        {t(words)}
      </Button>
    </Dock>
  );
}

/** What is open here is kept here, with its checklist. */
function Ready() {
  return (
    <p class="ready-line">
      <Icon name="check" size={18} />
      {t('brief.ready')}
    </p>
  );
}

function Body({ visit }: { visit: OpenVisit }) {
  const now = visit.visit.value;
  const { done, total } = visitProgress(visit);
  const low = useSpaceIsLow();
  return (
    <>
      <Header
        title={now.centre.name}
        overline={now.centre.city}
        back="/visits"
        trailing={done > 0 ? <Ring size={48} value={done} total={total} label={t('visit.progress', { done, total })} /> : <SyncChip />}
      />
      <div class="page brief">
        <Alerts />
        <Returned visit={visit} />
        {low && (
          <Banner tone="warn" title={t('brief.low_space')}>
            {t('brief.low_space_text')}
          </Banner>
        )}
        {now.status === 'planned' && (
          <Button icon="check" block onClick={() => void acceptVisit(visit)}>
            {t('brief.accept')}
          </Button>
        )}
        <Sections visit={visit} />
        <Scenario visit={now} />
        <Facts visit={visit} />
        <Ready />
      </div>
      <BriefDock visit={visit} />
    </>
  );
}

export function Brief({ id }: { id: string }) {
  return (
    <WithVisit id={id} title={t('brief.title')}>
      {(visit) => <Body visit={visit} />}
    </WithVisit>
  );
}
