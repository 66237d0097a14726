/** Bringing a file in, step by step: what it is, its columns, its questions, what is wrong or what it comes to; then the list. */
import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/client';
import { t } from '../../i18n';
import { newId } from '../../store/ids';
import { Button, Card, Select, toast } from '../../ui';
import { Arrived } from './arrived';
import { Columns } from './columns';
import { Imports } from './imports';
import { OutcomeCard } from './outcome';
import { Pick } from './pick';
import { QuestionList } from './questions';
import { Refused } from './refused';
import { begin, isReady, itemsOf, type Said } from './said';
import { bringIn, check, preview, questionsOf } from './sending';
import { KINDS, type Kind, type Order, type Outcome, type Preview, type Questions } from './types';

/** `asked`: the questions of raw answers, once their columns are chosen. */
type Chosen = { id: string; file: File; head: Preview; order: Order; asked: Questions | null; said: Record<string, Said> };

function startOf(file: File, kind: Kind, head: Preview): Chosen {
  const order: Order = { kind, columns: head.columns, constants: head.constants, decimal: head.decimal === ',' ? ',' : '.' };
  return { id: newId(), file, head, order, asked: null, said: {} };
}

const whole = ({ order, asked, said }: Chosen): Order => (asked ? { ...order, items: itemsOf(said) } : order);

function Choose({ kind, onKind, onFile, busy }: { kind: Kind; onKind: (kind: Kind) => void; onFile: (file: File) => void; busy: boolean }) {
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
        <Pick primary label={t('engagement.choose')} busy={busy} onFile={onFile} />
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
  const forget = () => (setProblem(null), setOutcome(null));
  const start = () => (setChosen(null), forget());
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    forget();
    await work().catch(setProblem);
    setBusy(false);
  };
  const read = (file: File) => act(async () => setChosen(startOf(file, kind, await preview(file, kind))));
  const ask = async (now: Chosen) => {
    const asked = await questionsOf(now.file, now.order);
    const next = { ...now, asked, said: begin(asked, now.said) };
    setChosen(next);
    return next;
  };
  const look = async (now: Chosen) => setOutcome(await check(now.file, whole(now)));
  /** A mended file with the same columns is read as the one before it; what was chosen is not lost. */
  const mended = (now: Chosen, file: File) =>
    act(async () => {
      const head = await preview(file, now.order.kind);
      if (head.header.join('\n') !== now.head.header.join('\n')) return setChosen(startOf(file, now.order.kind, head));
      let next: Chosen = { ...now, id: newId(), file, head };
      setChosen(next);
      if (now.asked) next = await ask(next);
      if (Object.values(next.said).every(isReady)) await look(next);
    });
  const take = async (now: Chosen) => {
    setBusy(true);
    await bringIn(now.id, now.file, whole(now)).then(
      (taken) => {
        toast(t(taken.outcome ? 'engagement.imported' : 'engagement.known'));
        start();
        setRound((n) => n + 1);
      },
      (cause: unknown) => (setOutcome(null), setProblem(cause)),
    );
    setBusy(false);
  };
  const change = (changes: Partial<Chosen>) => chosen && (setChosen({ ...chosen, id: newId(), ...changes }), forget());
  const questioned = chosen?.order.kind === 'answers';
  const { asked = null, said = {} } = chosen ?? {};
  const missing = problem instanceof ApiProblem && problem.code === 'import.columns' ? problem.errors.map(({ pointer }) => pointer.split('/').at(-1) ?? '') : [];
  const lookButton = chosen && !outcome && (
    <Button kind="primary" busy={busy} disabled={!Object.values(said).every(isReady)} onClick={() => void act(() => look(chosen))}>
      {t('engagement.check')}
    </Button>
  );
  return (
    <>
      <p class="lead">{t('engagement.files_lead')}</p>
      <Card as="section">
        {!chosen && <Choose kind={kind} onKind={(one) => (setKind(one), start())} onFile={(file) => void read(file)} busy={busy} />}
        {chosen && !asked && (
          <Columns head={chosen.head} order={chosen.order} missing={missing} onChange={(order) => change({ order })}>
            <Button onClick={start}>{t('engagement.other_file')}</Button>
            {!questioned && lookButton}
            {questioned && (
              <Button kind="primary" busy={busy} onClick={() => void act(() => ask(chosen).then(() => undefined))}>
                {t('engagement.to_questions')}
              </Button>
            )}
          </Columns>
        )}
        {chosen && asked && (
          <QuestionList
            asked={asked}
            said={said}
            usual={[chosen.order.constants['scale_min'] ?? '', chosen.order.constants['scale_max'] ?? '']}
            onChange={(next) => change({ said: next })}
          >
            <Button onClick={() => change({ asked: null })}>{t('engagement.to_columns')}</Button>
            {lookButton}
          </QuestionList>
        )}
      </Card>
      {problem !== null && (
        <Arrived>
          <Refused problem={problem} mend={chosen && <Pick primary label={t('engagement.choose_mended')} busy={busy} onFile={(file) => void mended(chosen, file)} />} />
        </Arrived>
      )}
      {chosen && outcome && (
        <Arrived>
          <OutcomeCard outcome={outcome} busy={busy} onTake={() => void take(chosen)} />
        </Arrived>
      )}
      <Imports key={round} />
    </>
  );
}
