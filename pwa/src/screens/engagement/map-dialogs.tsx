/** Changing who delivers a touchpoint, or to whom a team hands over: all rows of one at once. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { language, t } from '../../i18n';
import { Banner, Button, Dialog, Select, TextField } from '../../ui';
import type { Maps } from './types';

type Row = { team: string; valid_from: string; valid_to: string | null; checklist_slug: string | null };
type Common = { maps: Maps; onClose: () => void; onDone: (maps: Maps) => void };
type RowsProps = { rows: Row[]; onChange: (rows: Row[]) => void; teams: Maps['teams']; label: string; audits?: readonly string[] };

const today = () => new Date().toISOString().slice(0, 10);

function RowFields({ row, teams, label, audits, onChange }: Omit<RowsProps, 'rows' | 'onChange'> & { row: Row; onChange: (row: Row) => void }) {
  return (
    <div class="engagement-row">
      <Select
        label={label}
        value={row.team}
        options={teams.map(({ code, name }) => ({ value: code, label: name }))}
        onInput={(team) => onChange({ ...row, team })}
      />
      <TextField label={t('engagement.valid_from')} type="date" value={row.valid_from} onInput={(valid_from) => onChange({ ...row, valid_from })} />
      <TextField
        label={t('engagement.valid_to')}
        type="date"
        value={row.valid_to ?? ''}
        onInput={(day) => onChange({ ...row, valid_to: day || null })}
      />
      {audits && (
        <Select
          label={t('engagement.audit')}
          value={row.checklist_slug ?? ''}
          options={[{ value: '', label: t('engagement.no_audit') }, ...audits.map((slug) => ({ value: slug, label: slug }))]}
          onInput={(slug) => onChange({ ...row, checklist_slug: slug || null })}
        />
      )}
    </div>
  );
}

function Rows({ rows, onChange, teams, label, audits }: RowsProps) {
  const fresh = { team: teams[0]?.code ?? '', valid_from: today(), valid_to: null, checklist_slug: null };
  return (
    <>
      {rows.map((row, place) => (
        <div class="stack stack-8 engagement-edit" key={place}>
          <RowFields
            row={row}
            teams={teams}
            label={label}
            {...(audits ? { audits } : {})}
            onChange={(changed) => onChange(rows.map((one, index) => (index === place ? changed : one)))}
          />
          <div>
            <Button size="s" kind="quiet" icon="trash" onClick={() => onChange(rows.filter((_, index) => index !== place))}>
              {t('engagement.remove_row')}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button size="s" icon="plus" disabled={teams.length === 0} onClick={() => onChange([...rows, fresh])}>
          {t('engagement.add_row')}
        </Button>
      </div>
    </>
  );
}

type FormProps = { title: string; onClose: () => void; save: () => Promise<Maps>; onDone: (maps: Maps) => void; children: ComponentChildren };

function Form({ title, onClose, save, onDone, children }: FormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = () => {
    setBusy(true);
    save().then(onDone, (cause: unknown) => {
      setProblem(sentenceOf(cause));
      setBusy(false);
    });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={keep}>
            {t('engagement.save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        {children}
      </div>
    </Dialog>
  );
}

export function EditTouchpoint({ touchpoint, maps, onClose, onDone }: Common & { touchpoint: Maps['touchpoints'][number] }) {
  const [rows, setRows] = useState<Row[]>(touchpoint.dated.map((row) => ({ ...row, team: row.team_code, checklist_slug: null })));
  const items = rows.map(({ team, valid_from, valid_to }) => ({ team_code: team, valid_from, valid_to }));
  const save = () =>
    send<Maps>(api.PUT('/api/v1/engagement/maps/touchpoints/{code}', { params: { path: { code: touchpoint.code } }, body: { items } }));
  const name = touchpoint.name[language.value] ?? touchpoint.code;
  return (
    <Form title={t('engagement.edit_touchpoint', { name })} onClose={onClose} save={save} onDone={onDone}>
      <p class="secondary">{t('engagement.edit_hint')}</p>
      <Rows rows={rows} onChange={setRows} teams={maps.teams} label={t('engagement.team')} />
    </Form>
  );
}

export function EditNext({ team, maps, onClose, onDone }: Common & { team: Maps['teams'][number] }) {
  const mine = maps.arrows.filter((one) => one.team_code === team.code);
  const [rows, setRows] = useState<Row[]>(mine.map((one) => ({ ...one, team: one.next_team_code })));
  const items = rows.map(({ team: next_team_code, valid_from, valid_to, checklist_slug }) => ({ next_team_code, valid_from, valid_to, checklist_slug }));
  const save = () =>
    send<Maps>(api.PUT('/api/v1/engagement/maps/teams/{code}', { params: { path: { code: team.code } }, body: { items } }));
  const others = maps.teams.filter(({ code }) => code !== team.code);
  return (
    <Form title={t('engagement.edit_next', { name: team.name })} onClose={onClose} save={save} onDone={onDone}>
      <Rows rows={rows} onChange={setRows} teams={others} label={t('engagement.next_team')} audits={maps.checklists} />
    </Form>
  );
}
