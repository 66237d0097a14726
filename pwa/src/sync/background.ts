/** Asks the browser to let the service worker send when there is signal, also if the app is closed by then. Only some can. */

interface CanSync extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Refused or unknown, everything stays as it is: the pages send when they are open. */
export async function askForBackground(): Promise<void> {
  try {
    const registration: CanSync | undefined = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register('send');
  } catch (error) {
    console.info('No sending in the background', error);
  }
}
