/** Starts the app: first the phone's own store, then the page, then the question what the server is. */
import './styles/index.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { loadSystem } from './api/system';
import { App, preload } from './app';
import { loadTexts } from './i18n';
import { route, startRouter } from './router';
import { dress } from './screens/shell/discreet';
import { startApp } from './sync/start';

async function start(): Promise<void> {
  effect(() => dress(route.value.path));
  startRouter();
  preload(route.peek());
  await Promise.all([startApp(), loadTexts()]);
  render(<App />, document.getElementById('app')!);
  void loadSystem();
}

/** Staff come to the survey without an account: nothing of the app is begun for them. */
if (window.location.pathname.replace(/\/+$/, '') === '/pulse') void import('./screens/pulse/start').then((survey) => survey.startSurvey());
else void start();
