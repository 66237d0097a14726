/** Charts drawn by the server, brought into the page. */
export { Chart } from './chart';
export { chartWidth } from './picture';
