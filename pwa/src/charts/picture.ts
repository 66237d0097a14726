/** An SVG the server drew, made safe to stand in the page: parsed as a picture, without anything that could act. */

const ACTIVE = 'script, foreignObject, iframe, a, use, image, animate, set';

export function parsePicture(text: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const svg = parsed.documentElement;
  if (!(svg instanceof SVGSVGElement)) return null;
  for (const node of svg.querySelectorAll(ACTIVE)) node.remove();
  for (const node of [svg, ...svg.querySelectorAll('*')])
    for (const name of node.getAttributeNames()) if (name.startsWith('on')) node.removeAttribute(name);
  return document.importNode(svg, true);
}

/** A width the server is asked for: steps of 20, so that dragging a window does not ask a hundred times. */
export function chartWidth(room: number): number {
  return Math.min(1400, Math.max(280, Math.floor(room / 20) * 20));
}
