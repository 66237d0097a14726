/** The filters: a period, an area, a measure, some centres, some days. Each change is at once in the address. */
import { useState } from 'preact/hooks';
import type { Centre } from '../../api/types';
import { t } from '../../i18n';
import { navigate, setQuery } from '../../router';
import { Button, Checkbox, Select, Sheet, TextField } from '../../ui';
import { townOf } from '../parts/place';
import { AggregateChoice, MeasureChoice, PeriodChoice } from '../insights/filters';
import { useChoices, useMeasures } from '../insights/load';
import { own } from '../insights/own';
import { BY, isFiltered, type Question } from './question';

function CentreSheet({ open, centres, chosen, onClose }: { open: boolean; centres: Centre[]; chosen: string[]; onClose: () => void }) {
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const found = centres.filter((centre) => `${centre.name} ${centre.city} ${centre.code}`.toLowerCase().includes(wanted));
  const toggle = (id: string, on: boolean) =>
    setQuery({ centre_id: on ? [...chosen, id] : chosen.filter((one) => one !== id) });
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('compare.centres_choose')}
      actions={
        <>
          <Button disabled={chosen.length === 0} onClick={() => setQuery({ centre_id: null })}>
            {t('compare.centres_all')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('compare.done')}
          </Button>
        </>
      }
    >
      {centres.length > 8 && <TextField type="search" label={t('compare.find')} value={find} onInput={setFind} />}
      {found.length === 0 && <p class="secondary">{t('compare.centres_none')}</p>}
      {found.map((centre) => (
        <Checkbox key={centre.id} checked={chosen.includes(centre.id)} onChange={(on) => toggle(centre.id, on)}>
          {centre.name} <span class="secondary">{townOf(centre)}</span>
        </Checkbox>
      ))}
    </Sheet>
  );
}

function Dates({ question }: { question: Question }) {
  return (
    <>
      <TextField type="date" label={t('compare.from')} value={question.from ?? ''} max={question.to} onInput={(from) => setQuery({ from })} />
      <TextField type="date" label={t('compare.to')} value={question.to ?? ''} min={question.from} onInput={(to) => setQuery({ to })} />
    </>
  );
}

export function Filters({ question }: { question: Question }) {
  const data = useChoices();
  const [choosing, setChoosing] = useState(false);
  const [more, setMore] = useState(Boolean(question.from || question.to || question.by || question.aggregate !== 'mean_of_visits' || question.measure !== 'overall'));
  const areas = [{ value: '', label: t('compare.area_all') }, ...(data?.areas ?? []).map((a) => ({ value: a.id, label: a.name }))];
  const byTeam = useMeasures()?.find((one) => one.code === question.measure)?.by_team ?? true;
  const whose = BY.filter((id) => id === question.by || ((id !== 'team' || byTeam) && (id !== 'area' || !own().centre_id)));
  const by = [{ value: '', label: t('compare.by_default') }, ...whose.map((id) => ({ value: id, label: t(`compare.by_${id}`) }))];
  const centres = data?.centres.filter((centre) => !question.area_id || centre.area_id === question.area_id) ?? [];
  const chosen = question.centre_id.length;
  return (
    <div class="stack compare-filters">
      <div class="toolbar">
        <PeriodChoice value={question.period} />
        {areas.length > 2 && (
          <Select label={t('compare.area')} options={areas} value={question.area_id ?? ''} onInput={(id) => setQuery({ area_id: id, centre_id: null })} />
        )}
        {(data?.centres.length ?? 0) > 1 && (
          <Button size="s" icon="filter" onClick={() => setChoosing(true)}>
            {chosen ? t('compare.centres_n', { n: chosen }) : t('compare.centres_all')}
          </Button>
        )}
        <Button size="s" kind="quiet" icon={more ? 'minus' : 'plus'} expanded={more} onClick={() => setMore(!more)}>
          {t('compare.filters')}
        </Button>
        {isFiltered(question) && (
          <Button size="s" kind="quiet" icon="close" onClick={() => navigate('/compare', { replace: true })}>
            {t('compare.reset')}
          </Button>
        )}
      </div>
      {more && (
        <div class="toolbar">
          <MeasureChoice value={question.measure} only={(one) => question.by !== 'team' || one.by_team} />
          <Select label={t('compare.by')} options={by} value={question.by ?? ''} onInput={(value) => setQuery({ by: value })} />
          <AggregateChoice value={question.aggregate} />
          <Dates question={question} />
        </div>
      )}
      <CentreSheet open={choosing} centres={centres} chosen={question.centre_id} onClose={() => setChoosing(false)} />
    </div>
  );
}
