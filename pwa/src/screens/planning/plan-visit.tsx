/** Planning one visit: where, by which checklist, who, when. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf, type ApiProblem } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { t } from '../../i18n';
import { navigate } from '../../router';
import { newId } from '../../store/ids';
import { me } from '../../sync/session';
import { Banner, Button, Dock, Header, Select, SkeletonCards, TextArea, TextField, toast } from '../../ui';
import { townOf } from '../parts/place';
import { Trouble } from '../parts/trouble';
import { loadPlanChoices, type PlanChoices } from './choices';
import { asBody, checkForm, errorsOf, freshForm, type FormErrors, type PlanForm } from './form';

type Option = { value: string; label: string };

function optionsOf(first: string, rows: readonly Option[]): Option[] {
  return [{ value: '', label: first }, ...rows];
}

function fieldOptions(choices: PlanChoices) {
  const named = (rows: readonly { id: string; name: string }[]) => rows.map((row) => ({ value: row.id, label: row.name }));
  return {
    centres: optionsOf(t('plan.centre_choose'), choices.centres.map((c) => ({ value: c.id, label: [c.name, townOf(c)].filter(Boolean).join(', ') }))),
    checklists: optionsOf(
      t('plan.checklist_choose'),
      choices.checklists.map((one) => ({
        value: one.latest_version!.id,
        label: t('plan.version', { title: one.title, n: one.latest_version!.number }),
      })),
    ),
    auditors: optionsOf(t('plan.auditor_choose'), named(choices.auditors)),
    waves: optionsOf(t('plan.wave_none'), named(choices.waves)),
    scenarios: optionsOf(t('plan.scenario_none'), choices.scenarios.map((one) => ({ value: one.id, label: one.title }))),
  };
}

type FieldsProps = {
  choices: PlanChoices;
  form: PlanForm;
  errors: FormErrors;
  set: (name: keyof PlanForm) => (value: string) => void;
  zone: string;
};

function Fields({ choices, form, errors, set, zone }: FieldsProps) {
  const options = fieldOptions(choices);
  const field = (name: keyof PlanForm) => ({ value: form[name], error: errors[name], onInput: set(name) });
  return (
    <div class="plan-form">
      <Select label={t('plan.centre')} options={options.centres} {...field('centre_id')} />
      <Select label={t('plan.checklist')} options={options.checklists} {...field('checklist_version_id')} />
      <div class="plan-whole">
        <Select label={t('plan.auditor')} hint={t('plan.auditor_hint')} options={options.auditors} {...field('auditor_id')} />
      </div>
      <TextField type="datetime-local" label={t('plan.from')} {...field('from')} />
      <TextField type="datetime-local" label={t('plan.to')} min={form.from} {...field('to')} />
      {form.centre_id && <p class="small secondary plan-whole">{t('plan.zone', { zone })}</p>}
      {choices.waves.length > 0 && <Select label={t('plan.wave')} options={options.waves} {...field('wave_id')} />}
      {choices.scenarios.length > 0 && <Select label={t('plan.scenario')} options={options.scenarios} {...field('scenario_id')} />}
    </div>
  );
}

/** Only the programme office may go past the rotation rule, and only with a reason, which the trail keeps. */
function Rotation({ reason, error, onReason }: { reason: string; error: string | undefined; onReason: (text: string) => void }) {
  return <TextArea label={t('plan.rotation_reason')} value={reason} error={error} onInput={onReason} rows={2} />;
}

function Form({ choices }: { choices: PlanChoices }) {
  const [id] = useState(newId);
  const [form, setForm] = useState(freshForm);
  const [errors, setErrors] = useState<FormErrors>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const zone = choices.centres.find((centre) => centre.id === form.centre_id)?.time_zone ?? 'UTC';
  const set = (name: keyof PlanForm) => (value: string) => {
    setForm((old) => ({ ...old, [name]: value }));
    setErrors((old) => ({ ...old, [name]: undefined }));
  };
  const tooSoon = problem?.code === 'visit.rotation';
  const mayOverride = tooSoon && me.value?.roles.some((grant) => grant.role === 'administrator');
  const plan = async () => {
    const found = checkForm(form);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const anyway = mayOverride ? { override_rotation: true, reason: reason.trim() } : {};
    try {
      const body = { ...asBody(form, zone), ...anyway };
      await send(api.PUT('/api/v1/visits/{visit_id}', { params: { path: { visit_id: id } }, body }));
      toast(t('plan.done', { auditor: choices.auditors.find((one) => one.id === form.auditor_id)?.name ?? '' }));
      navigate('/plan');
    } catch (cause) {
      const refused = errorsOf(cause);
      setErrors(refused.errors);
      setProblem(refused.problem);
      setBusy(false);
    }
  };
  return (
    <>
      <div class="page">
        {choices.checklists.length === 0 && <Banner tone="warn">{t('plan.no_checklists')}</Banner>}
        {problem && (
          <Banner tone="bad" title={tooSoon ? t('plan.rotation') : undefined}>
            {sentenceOf(problem)}
          </Banner>
        )}
        {mayOverride && <Rotation reason={reason} error={errors.reason} onReason={setReason} />}
        <Fields choices={choices} form={form} errors={errors} set={set} zone={zone} />
      </div>
      <Dock label={t('plan.new')}>
        <Button href="/plan">{t('cancel')}</Button>
        <Button kind="primary" busy={busy} onClick={() => void plan()}>
          {mayOverride ? t('plan.rotation_button') : t('plan.button')}
        </Button>
      </Dock>
    </>
  );
}

export function PlanVisit() {
  const { data, problem, reload } = useLoad('plan-form', loadPlanChoices);
  return (
    <>
      <Header back="/plan" title={t('plan.new')} />
      {data ? (
        <Form choices={data} />
      ) : (
        <div class="page">
          <Trouble problem={problem} onRetry={reload} />
          {!problem && <SkeletonCards count={4} height={64} />}
        </div>
      )}
    </>
  );
}
