/** The survey alone: no session, no store, no service worker is begun for somebody who only came to answer. */
import { render } from 'preact';
import { loadSystem, system } from '../../api/system';
import { addTexts, setLanguage } from '../../i18n';
import { pulse } from '../../i18n/en/pulse';
import { Shell } from '../shell/shell';
import { StaffSurvey } from './survey';

addTexts('pulse', pulse);

function Alone() {
  return (
    <Shell me={null} simulated={system.value?.simulated ?? false} bar={false}>
      <StaffSurvey />
    </Shell>
  );
}

export async function startSurvey(): Promise<void> {
  await setLanguage(navigator.language);
  render(<Alone />, document.getElementById('app')!);
  void loadSystem();
}
