/** An answer in words, as the checklist's own labels say it. */
import { isExpired, localise, unitFor, type Question } from '../../engine';
import type { AnswerRow } from '../../api/types';
import { formatDateTime, formatNumber, language, t } from '../../i18n';
import { spanAfter } from '../../questions/span';

type Said = (question: Question, value: unknown, zone: string) => string;

function optionLabel(question: Question, id: unknown): string {
  const option = question.options?.find((one) => one.id === id);
  return option ? localise(option.label, language.value) : String(id);
}

function scaleLabel(question: Question, value: unknown): string {
  const label = question.scale?.labels[String(value)];
  const figure = `${formatNumber(value as number)} / ${formatNumber(question.scale?.max ?? null)}`;
  return label ? `${figure}, ${localise(label, language.value)}` : figure;
}

function clock(seconds: number): string {
  const part = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${part(minutes)}:${part(seconds % 60)} h` : `${minutes}:${part(seconds % 60)} min`;
}

function place(value: unknown): string {
  const at = value as { refused?: boolean; reason?: string; lat?: number; lon?: number; accuracy_m?: number };
  if (at.refused) return at.reason ?? t('no');
  if (isExpired(value)) return t('review.place_deleted');
  return `${formatNumber(at.lat, 5)}, ${formatNumber(at.lon, 5)} (± ${formatNumber(at.accuracy_m)} m)`;
}

/** How long it took until the contact that this clock waits for. */
function contact({ clock: of }: Question, seconds: number): string {
  if (!of) return clock(seconds);
  return seconds === 0 ? t(`review.clock_zero_${of.contact}`) : t(`review.clock_${of.contact}`, { span: spanAfter(seconds) });
}

const SAY: Partial<Record<Question['type'], Said>> = {
  yes_no: optionLabel,
  single_choice: optionLabel,
  multiple_choice: (question, value) => (value as string[]).map((id) => optionLabel(question, id)).join('; ') || t('none'),
  scale: scaleLabel,
  number: (question, value) => {
    const unit = unitFor(localise(question.unit ?? null, language.value), value);
    return `${formatNumber(value as number, question.decimals ?? 0)} ${unit}`.trim();
  },
  duration: (question, value) => contact(question, value as number),
  timestamp: (_, value, zone) => formatDateTime(value as string, zone),
  place: (_, value) => place(value),
};

export function answerText(question: Question, answer: AnswerRow | undefined, photos: number, zone: string): string {
  if (answer?.state === 'not_applicable') return t('review.not_applicable');
  if (answer?.state === 'not_observed') return t('review.not_observed');
  if (answer?.state === 'no_contact') return t('review.no_contact', { span: spanAfter(question.clock?.closes ?? 0) });
  const pictured = question.type === 'photo' || question.type === 'signature';
  if (pictured) return photos > 0 ? '' : t('review.not_answered');
  if (answer?.state !== 'answered') return t('review.not_answered');
  // A centre is not told what would say who came and when.
  if (answer.value === null || answer.value === undefined) return t('review.withheld');
  return SAY[question.type]?.(question, answer.value, zone) ?? String(answer.value);
}

/** An answer to a question nobody knows any more: what was sent, as it was sent. */
export function plainText(answer: AnswerRow): string {
  if (answer.state === 'not_applicable') return t('review.not_applicable');
  if (answer.state === 'not_observed') return t('review.not_observed');
  if (answer.state === 'no_contact') return t('review.no_contact_plain');
  if (answer.value === null || answer.value === undefined) return '–';
  if (typeof answer.value === 'object' && !Array.isArray(answer.value)) return place(answer.value);
  return Array.isArray(answer.value) ? answer.value.join(', ') : String(answer.value);
}
