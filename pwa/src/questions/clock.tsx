/** An observation clock: it runs from another answer until somebody is in touch, also while the app is closed. */
import { useState } from 'preact/hooks';
import { elapsed, type RunningClock } from '../engine';
import { formatDay, formatTime, t } from '../i18n';
import { Button, Icon, Sheet, toast } from '../ui';
import { Extras } from './extras';
import { useNow } from './now';
import { given, type Given, type QuestionProps } from './props';
import { spanAfter } from './span';
import { MomentField } from './timestamp';
import './observing-texts';

type ClockProps = QuestionProps & { clock: RunningClock };

const NO_CONTACT: Given = { state: 'no_contact', value: null };

function seconds(from: number, to: string): number {
  return (Date.parse(to) - from) / 1000;
}

/** Notes the contact with one tap, which can be taken back. */
function useStop({ answer, clock, onGive }: ClockProps): (what: Given) => void {
  return (what) => {
    onGive(what);
    const before: Given = { state: answer?.state ?? 'cleared', value: answer?.value ?? null };
    const words = what.state === 'no_contact' ? t('visit.no_contact') : t(`visit.clock_noted_${clock.contact}`);
    toast(words, { undo: () => onGive(before) });
  };
}

/** How the clock stands in words: what is on, and the window. */
function Standing({ clock, zone }: ClockProps) {
  const at = useNow();
  const when = (iso: string): string => `${formatDay(iso, zone)}, ${formatTime(iso, zone)}`;
  const ahead = seconds(at, clock.started_at);
  const said = {
    early: ahead > 0 ? t('visit.clock_begins', { span: spanAfter(ahead) }) : t('visit.clock_opens', { span: spanAfter(seconds(at, clock.opens_at)) }),
    running: t('visit.clock_running', { span: spanAfter(-ahead) }),
    over: t('visit.clock_over'),
  };
  const closes = t(clock.state === 'over' ? 'visit.clock_closed' : 'visit.clock_closes', { when: when(clock.closes_at) });
  return (
    <div class={`clock clock-${clock.state}`}>
      <Icon name={clock.state === 'over' ? 'warning' : 'clock'} size={24} />
      <div>
        <strong class="figures" role="timer">
          {said[clock.state as keyof typeof said]}
        </strong>
        <p class="small">{clock.state === 'early' ? t('visit.clock_window', { from: when(clock.opens_at), to: when(clock.closes_at) }) : closes}</p>
      </div>
    </div>
  );
}

/** Before the window closes this takes an opportunity away: it says so first. */
function EndEarly({ clock, zone, onEnd }: { clock: RunningClock; zone: string; onEnd: () => void }) {
  const [open, setOpen] = useState(false);
  const when = `${formatDay(clock.closes_at, zone)}, ${formatTime(clock.closes_at, zone)}`;
  return (
    <>
      <Button icon="menu" label={t('visit.clock_end')} onClick={() => setOpen(true)} />
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t('visit.clock_end')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('visit.clock_go_on')}</Button>
            <Button kind="danger" onClick={() => (setOpen(false), onEnd())}>
              {t('visit.clock_end_now')}
            </Button>
          </>
        }
      >
        <p>{t('visit.clock_end_text', { when })}</p>
      </Sheet>
    </>
  );
}

function Open(props: ClockProps & { byHand: boolean; onByHand: () => void }) {
  const { question, clock, disabled, zone, byHand, onByHand } = props;
  const stop = useStop(props);
  const over = clock.state === 'over';
  const early = clock.state === 'early' && (question.clock?.opens ?? 0) > 0;
  return (
    <>
      <Standing {...props} />
      {over && <p>{t(`visit.clock_what_${clock.contact}`)}</p>}
      {!over && (
        <Button kind="primary" block disabled={disabled || early} onClick={() => stop(given(elapsed(clock.started_at, new Date())))}>
          {t(`visit.clock_now_${clock.contact}`)}
        </Button>
      )}
      {!disabled && (
        <div class={over ? 'pair' : 'clock-more'}>
          <Button disabled={early} expanded={byHand} onClick={onByHand}>
            {t(over ? `visit.clock_came_${clock.contact}` : 'visit.clock_other_time')}
          </Button>
          {over ? <Button onClick={() => stop(NO_CONTACT)}>{t('visit.no_contact')}</Button> : <EndEarly clock={clock} zone={zone} onEnd={() => stop(NO_CONTACT)} />}
        </div>
      )}
      <p class="small secondary">{t(`visit.clock_only_${clock.contact}`)}</p>
    </>
  );
}

function Recorded({ answer, clock, disabled, zone, byHand, onByHand }: ClockProps & { byHand: boolean; onByHand: () => void }) {
  const value = typeof answer?.value === 'number' ? answer.value : null;
  const at = value === null ? null : momentAfter(clock, value);
  return (
    <div class="pair">
      <p class="moment-time">
        <strong class="figures">{at ? formatTime(at, zone) : t('visit.no_contact')}</strong>
        <span class="secondary">{at ? formatDay(at, zone) : t('visit.clock_until', { when: formatDay(clock.closes_at, zone) })}</span>
        {at && <span class="secondary">{t('visit.clock_after', { span: spanAfter(value ?? 0) })}</span>}
      </p>
      <Button disabled={disabled} expanded={byHand} onClick={onByHand}>
        {t('visit.correct')}
      </Button>
    </div>
  );
}

function momentAfter(clock: RunningClock, value: number): string {
  return new Date(Date.parse(clock.started_at) + value * 1000).toISOString();
}

export function ClockQuestion(props: QuestionProps) {
  const { label, answer, disabled, zone, clock, onGive } = props;
  const [byHand, setByHand] = useState(false);
  // Not applicable and not observed: the clock is out of use.
  if (!clock) return <Extras {...props} />;
  const given = answer?.state === 'answered' || answer?.state === 'no_contact';
  const Part = given ? Recorded : Open;
  const value = answer?.state === 'answered' ? (answer.value as number) : null;
  const take = (iso: string): void => {
    if (Date.parse(iso) > Date.now()) return toast(t('visit.clock_future'), { tone: 'bad' });
    onGive({ state: 'answered', value: elapsed(clock.started_at, new Date(iso)) });
  };
  return (
    <>
      <Part {...props} clock={clock} byHand={byHand} onByHand={() => setByHand(!byHand)} />
      {byHand && (
        <MomentField
          label={`${label}: ${t('visit.correct_time')}`}
          value={value === null ? null : momentAfter(clock, value)}
          disabled={disabled}
          zone={zone}
          onTake={take}
        />
      )}
      <Extras {...props} />
    </>
  );
}
