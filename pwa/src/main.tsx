/** Starts the app: first the phone's own store, then the page, then the question what the server is. */
import './styles/index.css';
import { render } from 'preact';
import { loadSystem } from './api/system';
import { App } from './app';
import { loadTexts } from './i18n';
import { startRouter } from './router';
import { startApp } from './sync/start';

async function start(): Promise<void> {
  startRouter();
  await Promise.all([startApp(), loadTexts()]);
  render(<App />, document.getElementById('app')!);
  void loadSystem();
}

void start();
