/** The plan as the form holds it, and as the API wants it. */
import { asProblem, fieldSentence, type ApiProblem } from '../../api/client';
import { t } from '../../i18n';
import { fromWall } from '../../i18n/zone';

export type PlanForm = {
  centre_id: string;
  checklist_version_id: string;
  auditor_id: string;
  wave_id: string;
  scenario_id: string;
  from: string;
  to: string;
};
export type FormErrors = Partial<Record<keyof PlanForm | 'reason', string>>;

const NEEDED = ['centre_id', 'checklist_version_id', 'auditor_id', 'from', 'to'] as const;

/** Tomorrow at ten, for three hours: a start that is nearly right. */
export function freshForm(now: Date = new Date()): PlanForm {
  const day = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  const empty = { centre_id: '', checklist_version_id: '', auditor_id: '', wave_id: '', scenario_id: '' };
  return { ...empty, from: `${day}T10:00`, to: `${day}T13:00` };
}

export function checkForm(form: PlanForm): FormErrors {
  const errors: FormErrors = {};
  for (const name of NEEDED) if (!form[name]) errors[name] = t('plan.needed');
  if (form.from && form.to && form.to <= form.from) errors.to = t('plan.order');
  return errors;
}

export function asBody(form: PlanForm, zone: string) {
  return {
    centre_id: form.centre_id,
    checklist_version_id: form.checklist_version_id,
    auditor_id: form.auditor_id,
    wave_id: form.wave_id || null,
    scenario_id: form.scenario_id || null,
    window_from: fromWall(form.from, zone),
    window_to: fromWall(form.to, zone),
  };
}

const FIELDS: Readonly<Record<string, keyof FormErrors>> = { window_from: 'from', window_to: 'to' };

/** The server names a field by its pointer ("/auditor_id"); what belongs to no field stays a sentence above the form. */
export function errorsOf(cause: unknown): { problem: ApiProblem; errors: FormErrors } {
  const problem = asProblem(cause);
  const errors: FormErrors = {};
  for (const error of problem.errors) {
    const name = error.pointer.replace(/^\//, '');
    errors[FIELDS[name] ?? (name as keyof FormErrors)] = fieldSentence(error);
  }
  return { problem, errors };
}
