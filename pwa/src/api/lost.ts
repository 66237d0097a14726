/** Whom to tell that the server no longer knows this session; apart from the client, which an auditor's phone need not load. */
let tell = (): void => undefined;

/** The app asks to sign in and leaves the page where it is. */
export function onSessionLost(listener: () => void): void {
  tell = listener;
}

export function tellSessionLost(): void {
  tell();
}
