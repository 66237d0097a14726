/** The smallest zip that every program opens: entries as they are, not compressed. Photos would not get smaller anyway. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crc32(data: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of data) sum = TABLE[(sum ^ byte) & 0xff]! ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Names are in UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;

function dosTime(at: Date): number {
  const day = (Math.max(0, at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return ((day << 16) | (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)) >>> 0;
}

/** Numbers one after the other, little-endian; [value, bytes]. */
function packed(...numbers: [number, 2 | 4][]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(numbers.reduce((sum, [, size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, size] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

export class Zip {
  private readonly parts: BlobPart[] = [];
  private readonly directory: BlobPart[] = [];
  private size = 0;
  private directorySize = 0;
  private count = 0;

  constructor(private readonly made: Date) {}

  add(name: string, data: ArrayBuffer): void {
    const spoken = new TextEncoder().encode(name);
    const [time, length] = [dosTime(this.made), data.byteLength];
    const common: [number, 2 | 4][] = [
      [VERSION, 2], [FLAGS, 2], [0, 2], [time & 0xffff, 2], [time >>> 16, 2],
      [crc32(new Uint8Array(data)), 4], [length, 4], [length, 4], [spoken.length, 2], [0, 2],
    ];
    const entry = packed([0x02014b50, 4], [VERSION, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [this.size, 4]);
    const local = packed([0x04034b50, 4], ...common);
    this.parts.push(local, spoken, data);
    this.directory.push(entry, spoken);
    this.size += local.length + spoken.length + length;
    this.directorySize += entry.length + spoken.length;
    this.count += 1;
  }

  end(): Blob {
    const end = packed(
      [0x06054b50, 4], [0, 2], [0, 2], [this.count, 2], [this.count, 2], [this.directorySize, 4], [this.size, 4], [0, 2],
    );
    return new Blob([...this.parts, ...this.directory, end], { type: 'application/zip' });
  }
}
