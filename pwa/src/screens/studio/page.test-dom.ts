/** As much of a browser's page as Preact needs to draw into: enough to ask which fields a screen shows. */

export class Node {
  parentNode: Node | null = null;
  childNodes: Node[] = [];
  attributes = new Map<string, string>();
  namespaceURI = 'http://www.w3.org/1999/xhtml';
  data = '';
  style: Record<string, unknown> = {};

  constructor(
    readonly localName: string,
    readonly nodeType = 1,
  ) {}

  get ownerDocument() {
    return document;
  }
  get firstChild(): Node | null {
    return this.childNodes[0] ?? null;
  }
  get nextSibling(): Node | null {
    const around = this.parentNode?.childNodes ?? [];
    return around[around.indexOf(this) + 1] ?? null;
  }
  insertBefore(node: Node, before: Node | null): Node {
    node.remove();
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  appendChild(node: Node): Node {
    return this.insertBefore(node, null);
  }
  removeChild(node: Node): Node {
    node.remove();
    return node;
  }
  remove(): void {
    const around = this.parentNode?.childNodes;
    around?.splice(around.indexOf(this), 1);
    this.parentNode = null;
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  addEventListener(): void {}
  removeEventListener(): void {}

  all(): Node[] {
    return [this, ...this.childNodes.flatMap((node) => node.all())];
  }
}

export const document = {
  createElement: (name: string) => new Node(name),
  createElementNS: (_: string, name: string) => new Node(name),
  createTextNode: (text: string) => Object.assign(new Node('#text', 3), { data: text }),
  documentElement: new Node('html'),
  addEventListener: () => undefined,
};
