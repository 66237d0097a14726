/** Two small lines on a centre's page: its engagement, survey by survey, over the service its customers met. */
import { addTexts, t } from '../../i18n';
import { inside } from '../../i18n/en/inside';
import { Button } from '../../ui';
import { wire } from '../insights/asked';
import { useFigures } from '../insights/load';
import { Picture } from '../insights/picture';
import { linesTwin } from './twins';
import type { Lines } from './types';

addTexts('inside', inside);

export function CentreLines({ centre }: { centre: string }) {
  const { data } = useFigures<Lines>(`/inside-outside/centres/${centre}/lines`);
  if (!data || !data.engagement.length) return null;
  return (
    <Picture kind="lines" search={wire({ centre })} title={t('inside.lines')} note={t('inside.lines_note')} twin={linesTwin(data)}>
      <div>
        <Button size="s" kind="quiet" icon="inside" href={`/inside/map?centre=${centre}`}>
          {t('inside.lines_map')}
        </Button>
      </div>
    </Picture>
  );
}
