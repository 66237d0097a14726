/** Starts the app: first the phone's own store, then the page, then the question what the server is. */
import './styles/index.css';
import { render } from 'preact';
import { loadSystem } from './api/system';
import { App } from './app';
import { startRouter } from './router';
import { startApp } from './sync/start';

async function start(): Promise<void> {
  startRouter();
  await startApp();
  render(<App />, document.getElementById('app')!);
  void loadSystem();
}

void start();
