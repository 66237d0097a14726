/** What the tabs of this phone tell each other: that the queue has changed, or who is signed in. */

type News = 'changed' | 'account';

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('inside-out');

export function tellTabs(news: News): void {
  channel?.postMessage(news);
}

export function hearTabs(hear: (news: News) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<News>) => hear(event.data));
}
