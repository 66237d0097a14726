/** Where a pulse stands, in a word and a shape. */
import { t } from '../../i18n';
import { Chip } from '../../ui';
import type { Pulse } from './types';

export function State({ pulse }: { pulse: Pulse }) {
  if (pulse.state === 'open') return <Chip tone="good">{t('pulses.state_open')}</Chip>;
  if (pulse.state === 'planned') return <Chip tone="accent">{t('pulses.state_planned')}</Chip>;
  return <Chip mark="bar">{t('pulses.state_closed')}</Chip>;
}
