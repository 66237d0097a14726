/** What a member of staff sees: the letters where none came with the link, the questions, the thanks. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatDate, language, LANGUAGES, setLanguage, t, type Language, type TextKey } from '../../i18n';
import { Banner, Button, Card, Segments, SkeletonCards, TextField } from '../../ui';
import { Mark } from '../shell/nav';
import { newAttempt, openSurvey, Refused, sendAnswers, type Answers, type Survey } from './ask';
import { Question } from './question';
import './pulse.css';

const ANSWERED = 'pulse-answered';
const SAID = new Set(['pulse.closed', 'pulse.unknown', 'pulse.not_yet', 'too_many_requests', 'network']);

function sentence(cause: unknown): string {
  const code = cause instanceof Refused && SAID.has(cause.message) ? cause.message : 'other';
  return t(`pulse.refused.${code}` as TextKey);
}

/** A tab's own memory, gone when it is closed: which survey it was and what was said is not in it. */
function remembered(): boolean {
  try {
    return sessionStorage.getItem(ANSWERED) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(ANSWERED, '1');
  } catch {
    // A browser that keeps nothing: then nobody is reminded either.
  }
}

function Languages({ offered }: { offered: readonly string[] }) {
  const options = LANGUAGES.filter(({ id }) => offered.includes(id));
  if (options.length < 2) return null;
  return (
    <Segments<Language>
      size="s"
      class="pulse-languages"
      label={t('pulse.language')}
      value={language.value}
      options={options.map(({ id, label }) => ({ id, label }))}
      onChange={(id) => void setLanguage(id)}
    />
  );
}

function Sheet({ offered, overline, title, children }: { offered?: readonly string[]; overline?: string; title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="pulse">
      <div class="pulse-head">
        <Mark />
        <Languages offered={offered ?? LANGUAGES.map(({ id }) => id)} />
      </div>
      {overline && <p class="overline">{overline}</p>}
      <h1>{title}</h1>
      {children}
    </div>
  );
}

function Letters({ problem, busy, onOpen }: { problem: string | null; busy: boolean; onOpen: (token: string) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <Sheet title={t('pulse.title')}>
      {problem && <Banner tone="warn">{problem}</Banner>}
      <p class="secondary">{t('pulse.code_text')}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) onOpen(typed.trim());
        }}
      >
        <TextField label={t('pulse.code')} hint={t('pulse.code_hint')} value={typed} onInput={setTyped} autocomplete="off" maxLength={60} />
        <Button kind="primary" type="submit" block busy={busy}>
          {t('pulse.open')}
        </Button>
      </form>
    </Sheet>
  );
}

function Kept({ survey }: { survey: Survey }) {
  return (
    <Card>
      <div class="stack stack-8">
        <h2>{t('pulse.kept_title')}</h2>
        <p>{t('pulse.kept')}</p>
        <p>{t('pulse.shown', { n: survey.floor })}</p>
        <p>{t('pulse.dropped', { day: formatDate(survey.closed_on) })} {t('pulse.no_undo')}</p>
        <p>{t(survey.once ? 'pulse.code_once' : 'pulse.link_many')}</p>
      </div>
    </Card>
  );
}

function Questions({ survey, token, onSent }: { survey: Survey; token: string; onSent: () => void }) {
  const [answers, setAnswers] = useState<Answers>({});
  const [attempt] = useState(newAttempt);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const count = Object.keys(answers).length;
  const here = survey.languages.includes(language.value) ? language.value : survey.languages[0]!;
  const change = (id: string, value: number | null) => {
    const { [id]: _, ...rest } = answers;
    setAnswers(value === null ? rest : { ...rest, [id]: value });
    setProblem(null);
  };
  const send = async () => {
    if (count === 0) return setProblem(t('pulse.nothing'));
    setBusy(true);
    await sendAnswers(token, attempt, answers).then(onSent, (cause: unknown) => setProblem(sentence(cause)));
    setBusy(false);
  };
  return (
    <Sheet offered={survey.languages} overline={`${survey.centre} · ${survey.team || t('pulse.everybody')}`} title={t('pulse.title')}>
      <p class="lead lead-small">{t('pulse.lead')}</p>
      <Kept survey={survey} />
      {survey.questions.map((one, index) => (
        <Question key={one.id} number={index + 1} text={one.text[here] ?? ''} value={answers[one.id]} onChange={(value) => change(one.id, value)} />
      ))}
      {problem && <Banner tone="bad">{problem}</Banner>}
      <Button kind="primary" block busy={busy} onClick={() => void send()}>
        {t('pulse.send')}
      </Button>
      <p class="secondary figures pulse-count" role="status">
        {t('pulse.progress', { n: count, all: survey.questions.length })}
      </p>
    </Sheet>
  );
}

type State = { at: 'letters' } | { at: 'loading' } | { at: 'already'; survey: Survey } | { at: 'asked'; survey: Survey } | { at: 'sent' };

/** The letters stand behind the #, which goes to no server, and leave the address bar at once. */
function lettersOfLink(): string {
  const found = window.location.hash.slice(1);
  if (found) history.replaceState(null, '', window.location.pathname);
  return found;
}

export function StaffSurvey() {
  const [token, setToken] = useState(lettersOfLink);
  const [state, setState] = useState<State>({ at: token ? 'loading' : 'letters' });
  const [problem, setProblem] = useState<string | null>(null);
  const open = (letters: string) => {
    setToken(letters);
    setState({ at: 'loading' });
    setProblem(null);
    openSurvey(letters).then(
      (survey) => setState({ at: remembered() ? 'already' : 'asked', survey }),
      (cause: unknown) => (setProblem(sentence(cause)), setState({ at: 'letters' })),
    );
  };
  useEffect(() => {
    if (token) open(token);
    // Another code scanned into the same tab changes nothing but what stands behind the #.
    const onHash = () => {
      const letters = lettersOfLink();
      if (letters) open(letters);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  if (state.at === 'loading')
    return (
      <Sheet title={t('pulse.title')}>
        <SkeletonCards count={3} height={120} />
      </Sheet>
    );
  if (state.at === 'letters') return <Letters problem={problem} busy={false} onOpen={open} />;
  if (state.at === 'sent')
    return (
      <Sheet title={t('pulse.sent')}>
        <Banner tone="good">{t('pulse.sent_text')}</Banner>
      </Sheet>
    );
  if (state.at === 'already')
    return (
      <Sheet offered={state.survey.languages} title={t('pulse.already')}>
        <p>{t('pulse.already_text')}</p>
        <Button block onClick={() => setState({ at: 'asked', survey: state.survey })}>
          {t('pulse.go_on')}
        </Button>
      </Sheet>
    );
  return <Questions survey={state.survey} token={token} onSent={() => (remember(), setState({ at: 'sent' }), window.scrollTo(0, 0))} />;
}
