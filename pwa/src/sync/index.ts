/** The phone's side of the exchange with the server: session, queue, status, visits kept for offline. */
export { changed, sendNow } from './loop';
export { me, session, signIn, signOut, updateMe } from './session';
export { startApp } from './start';
export { nextTry, ops, reachable, sending, status, type Status, type StatusKind } from './status';
export { applyUpdate, updateReady } from './update';
export { downloadVisit, fetchedAt, fetching, fetchVisits, isReady, lookAgain, readVisits, visits } from './visits';
