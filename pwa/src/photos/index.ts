/** Photos on the phone: keep first, then shrink, then wait to be sent. */
export { sha256 } from './hash';
export { keepFile, preparePhoto, prepareRest, type PhotoPlace } from './take';
