/** The questions a new pulse begins with, in both languages, each with its dimension. */
import { useEffect, useState } from 'preact/hooks';
import { api, ifMatch, send, sentenceOf } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { language, t } from '../../i18n';
import { Banner, Button, Card, Checkbox, Header, SkeletonCards, TextField, toast } from '../../ui';
import { Trouble } from '../parts/trouble';
import { TONGUES, type Question, type Template } from './types';
import './pulses.css';

type Change = (changes: Partial<Question>) => void;

function fresh(known: readonly Question[]): Question {
  let number = known.length + 1;
  while (known.some((one) => one.id === `question_${number}`)) number += 1;
  return { id: `question_${number}`, dimension: '', reversed: false, text: {} };
}

function Buttons({ number, onUp, onRemove }: { number: number; onUp: (() => void) | null; onRemove: () => void }) {
  return (
    <div class="row">
      {onUp && <Button size="s" kind="quiet" icon="up" label={t('pulses.up', { n: number })} onClick={onUp} />}
      <Button size="s" kind="quiet" icon="trash" label={t('pulses.remove', { n: number })} onClick={onRemove} />
    </div>
  );
}

function QuestionCard({ question, number, change, list, ...moves }: {
  question: Question;
  number: number;
  change: Change;
  list: string;
  onUp: (() => void) | null;
  onRemove: () => void;
}) {
  return (
    <Card>
      <div class="stack stack-8">
        <div class="row row-between">
          <h2>{t('pulses.question', { n: number })}</h2>
          <Buttons number={number} {...moves} />
        </div>
        {TONGUES.map((one) => (
          <TextField
            key={one}
            label={t(`pulses.text_${one}`)}
            value={question.text[one] ?? ''}
            maxLength={200}
            onInput={(text) => change({ text: { ...question.text, [one]: text } })}
          />
        ))}
        <label class="field">
          <span class="field-label">{t('pulses.dimension')}</span>
          <span class="field-hint">{t('pulses.dimension_hint')}</span>
          <input class="input" list={list} value={question.dimension} maxLength={40} onInput={(event) => change({ dimension: event.currentTarget.value })} />
        </label>
        <Checkbox checked={question.reversed} onChange={(reversed) => change({ reversed })}>
          {t('pulses.reversed')}
        </Checkbox>
      </div>
    </Card>
  );
}

/** Languages nobody wrote are left out: an empty text would count as one. */
function plain(questions: readonly Question[]): Question[] {
  return questions.map((one) => ({ ...one, text: Object.fromEntries(Object.entries(one.text).filter(([, text]) => text.trim())) }));
}

function Editor({ template, put, reload }: { template: Template; put: (template: Template) => void; reload: () => void }) {
  const [questions, setQuestions] = useState<readonly Question[]>(template.questions);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setQuestions(template.questions), [template]);
  const change = (index: number, changes: Partial<Question>) => setQuestions(questions.map((one, place) => (place === index ? { ...one, ...changes } : one)));
  const up = (index: number) => setQuestions([...questions.slice(0, index - 1), questions[index]!, questions[index - 1]!, ...questions.slice(index + 1)]);
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    await work().catch((cause: unknown) => setProblem(sentenceOf(cause)));
    setBusy(false);
  };
  const save = async () => {
    const headers = ifMatch(template);
    put(await send<Template>(api.PUT('/api/v1/pulse-template', { body: { questions: plain(questions) } as never, headers })));
    toast(t('pulses.saved'));
  };
  const forget = () => send(api.DELETE('/api/v1/pulse-template')).then(reload);
  return (
    <>
      <Banner tone={template.starter ? 'warn' : 'info'}>{t(template.starter ? 'pulses.starter' : 'pulses.own')}</Banner>
      <p class="secondary">{t('pulses.scale')}</p>
      <datalist id="pulse-dimensions">
        {template.dimensions.map(({ code, name }) => (
          <option key={code} value={code} label={name[language.value] ?? name['en'] ?? code} />
        ))}
      </datalist>
      {questions.map((one, index) => (
        <QuestionCard
          key={one.id}
          question={one}
          number={index + 1}
          list="pulse-dimensions"
          change={(changes) => change(index, changes)}
          onUp={index > 0 ? () => up(index) : null}
          onRemove={() => setQuestions(questions.filter((_, place) => place !== index))}
        />
      ))}
      {problem && <Banner tone="bad">{problem}</Banner>}
      <div class="row">
        <Button icon="plus" onClick={() => setQuestions([...questions, fresh(questions)])}>
          {t('pulses.add')}
        </Button>
        <Button kind="primary" busy={busy} disabled={questions.length === 0} onClick={() => void during(save)}>
          {t('pulses.save')}
        </Button>
        {!template.starter && (
          <Button kind="quiet" onClick={() => void during(forget)}>
            {t('pulses.back_to_starter')}
          </Button>
        )}
      </div>
    </>
  );
}

export function PulseTemplate() {
  const { data, problem, reload, put } = useLoad<Template>('pulse-template', () => send(api.GET('/api/v1/pulse-template')));
  return (
    <>
      <Header title={t('pulses.template')} overline={t('pulses.title')} back="/pulses" />
      <div class="page">
        <p class="lead lead-small">{t('pulses.template_lead')}</p>
        <Trouble problem={problem} onRetry={reload} />
        {!data && !problem && <SkeletonCards count={3} height={200} />}
        {data && <Editor template={data} put={put} reload={reload} />}
      </div>
    </>
  );
}
