/** Bringing a file in, step by step: what it is, its columns, what is wrong or what it comes to, and then the list. */
import { useState } from 'preact/hooks';
import { ApiProblem, sentenceOf } from '../../api/client';
import { t } from '../../i18n';
import { newId } from '../../store/ids';
import { Banner, Button, Card, Select, toast, useUniqueId } from '../../ui';
import { Arrived } from './arrived';
import { Columns } from './columns';
import { Imports } from './imports';
import { Mistakes } from './mistakes';
import { OutcomeCard } from './outcome';
import { bringIn, check, preview } from './sending';
import { KINDS, type Kind, type Order, type Outcome, type Preview } from './types';

type Chosen = { id: string; file: File; head: Preview; order: Order };

function startOf(file: File, kind: Kind, head: Preview): Chosen {
  const order: Order = { kind, columns: head.columns, constants: head.constants, decimal: head.decimal === ',' ? ',' : '.' };
  return { id: newId(), file, head, order };
}

function Choose({ kind, onKind, onFile, busy }: { kind: Kind; onKind: (kind: Kind) => void; onFile: (file: File) => void; busy: boolean }) {
  const id = useUniqueId();
  return (
    <div class="engagement-choose">
      <Select
        label={t('engagement.kind')}
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: t(`engagement.kind.${one}`) }))}
        onInput={(value) => onKind(value as Kind)}
      />
      {kind === 'answers' && <p class="small secondary">{t('engagement.answers_note')}</p>}
      <div class="engagement-file">
        <input
          id={id}
          class="hidden-visually"
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,text/csv"
          disabled={busy}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
        <label class="button button-primary button-m" for={id} aria-busy={busy || undefined}>
          <span>{t(busy ? 'engagement.reading' : 'engagement.choose')}</span>
        </label>
        <span class="small secondary">{t('engagement.choose_hint')}</span>
      </div>
    </div>
  );
}

export function Files() {
  const [kind, setKind] = useState<Kind>('figures');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const begin = () => (setBusy(true), setProblem(null), setOutcome(null));
  const act = (what: Promise<void>) => void what.catch(setProblem).finally(() => setBusy(false));
  const start = () => (setChosen(null), setOutcome(null), setProblem(null));
  const read = (file: File) => {
    begin();
    act(preview(file, kind).then((head) => setChosen(startOf(file, kind, head))));
  };
  const look = ({ file, order }: Chosen) => {
    begin();
    act(check(file, order).then(setOutcome));
  };
  const take = ({ id, file, order }: Chosen) => {
    setBusy(true);
    act(
      bringIn(id, file, order).then((taken) => {
        toast(t(taken.outcome ? 'engagement.imported' : 'engagement.known'));
        start();
        setRound((n) => n + 1);
      }),
    );
  };
  const change = (order: Order) => chosen && (setChosen({ ...chosen, id: newId(), order }), setOutcome(null), setProblem(null));
  const byRow = problem instanceof ApiProblem && problem.code === 'import.rows';
  return (
    <>
      <p class="lead">{t('engagement.files_lead')}</p>
      <Card as="section">
        {!chosen && <Choose kind={kind} onKind={(one) => (setKind(one), start())} onFile={read} busy={busy} />}
        {chosen && (
          <Columns head={chosen.head} order={chosen.order} onChange={change}>
            <Button onClick={start}>{t('engagement.other_file')}</Button>
            {!outcome && (
              <Button kind="primary" busy={busy} onClick={() => look(chosen)}>
                {t('engagement.check')}
              </Button>
            )}
          </Columns>
        )}
      </Card>
      {problem !== null && !byRow && <Banner tone="bad">{sentenceOf(problem)}</Banner>}
      {byRow && (
        <Arrived>
          <Mistakes problem={problem} />
        </Arrived>
      )}
      {chosen && outcome && (
        <Arrived>
          <OutcomeCard outcome={outcome} busy={busy} onTake={() => take(chosen)} />
        </Arrived>
      )}
      <Imports key={round} />
    </>
  );
}
