/** Photos on the phone: keep first, then shrink, then wait to be sent. */
export { keepFile, preparePhoto, prepareRest, type PhotoPlace } from './take';
