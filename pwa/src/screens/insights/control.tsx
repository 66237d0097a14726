/** The control chart of one centre: which of its changes are more than the usual up and down. */
import { t } from '../../i18n';
import { setQuery } from '../../router';
import { Card, Skeleton } from '../../ui';
import { SeenTrouble } from '../parts/as-of';
import { wire } from './asked';
import { MeasureChoice } from './filters';
import { useFigures } from './load';
import { Picture } from './picture';
import { controlTwin } from './twins';
import type { ControlChart } from './types';
import { inUnit } from './words';

function Choice({ value }: { value: string }) {
  return (
    <div class="toolbar">
      <MeasureChoice value={value} onChoose={(measure) => setQuery({ control: measure === 'overall' ? null : measure })} />
    </div>
  );
}

function Limits({ chart }: { chart: ControlChart }) {
  const { centre_line, lower, upper, unit } = chart;
  const words = t('insights.control_limits', { mean: inUnit(centre_line, unit), low: inUnit(lower, unit), high: inUnit(upper, unit) });
  return <p class="secondary figures">{words}</p>;
}

export function Control({ centre, measure }: { centre: string; measure: string }) {
  const { data, problem, reload } = useFigures<ControlChart>(`/centres/${centre}/control-chart`, { measure });
  if (data?.enough)
    return (
      <Picture kind="control" search={wire({ centre_id: centre, measure })} title={t('insights.control')} note={t('insights.control_note')} twin={controlTwin(data)}>
        <Choice value={measure} />
        <p class="lead lead-small">{data.sentence}</p>
        <Limits chart={data} />
      </Picture>
    );
  return (
    <Card as="section" aria-labelledby="control">
      <div class="stack stack-8">
        <h2 id="control">{t('insights.control')}</h2>
        <Choice value={measure} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {!data && !problem && <Skeleton lines={3} />}
        {data && <p class="secondary">{data.sentence}</p>}
      </div>
    </Card>
  );
}
