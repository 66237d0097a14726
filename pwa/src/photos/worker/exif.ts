/** Reads the one thing worth keeping from a photo's metadata: when it was taken. Works on JPEG and HEIC alike. */

const DATE_ORIGINAL = 0x9003;
const OFFSET_ORIGINAL = 0x9011;
const EXIF_POINTER = 0x8769;
const ASCII = 2;

/** Where the TIFF block after "Exif\0\0" starts, or -1. */
function findTiff(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x45); at >= 0 && at + 14 < bytes.length; at = bytes.indexOf(0x45, at + 1)) {
    const marker = bytes[at + 1] === 0x78 && bytes[at + 2] === 0x69 && bytes[at + 3] === 0x66 && bytes[at + 4] === 0;
    const order = bytes[at + 6];
    if (marker && (order === 0x49 || order === 0x4d) && bytes[at + 7] === order) return at + 6;
  }
  return -1;
}

class Tiff {
  private readonly little: boolean;

  constructor(private readonly view: DataView) {
    this.little = view.getUint8(0) === 0x49;
  }

  first(): Map<number, number> {
    return this.entries(this.view.getUint32(4, this.little));
  }

  /** Tag to the place of its entry. */
  entries(at: number): Map<number, number> {
    const found = new Map<number, number>();
    const count = this.view.getUint16(at, this.little);
    for (let i = 0; i < count; i++) found.set(this.view.getUint16(at + 2 + i * 12, this.little), at + 2 + i * 12);
    return found;
  }

  long(entry: number): number {
    return this.view.getUint32(entry + 8, this.little);
  }

  text(entry: number | undefined): string | null {
    if (entry === undefined || this.view.getUint16(entry + 2, this.little) !== ASCII) return null;
    const length = this.view.getUint32(entry + 4, this.little);
    const at = length > 4 ? this.long(entry) : entry + 8;
    const bytes = new Uint8Array(this.view.buffer, this.view.byteOffset + at, length);
    return String.fromCharCode(...bytes).replace(/\0.*$/, '').trim();
  }
}

/** Cameras write local time; without an offset it is taken as this phone's. */
export function toInstant(date: string | null, offset: string | null): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(date ?? '');
  if (!parts) return null;
  const zone = /^[+-]\d\d:\d\d$/.test(offset ?? '') ? offset : '';
  const time = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

export function takenAt(data: ArrayBuffer): string | null {
  const start = findTiff(new Uint8Array(data));
  if (start < 0) return null;
  try {
    const tiff = new Tiff(new DataView(data, start));
    const pointer = tiff.first().get(EXIF_POINTER);
    if (pointer === undefined) return null;
    const exif = tiff.entries(tiff.long(pointer));
    return toInstant(tiff.text(exif.get(DATE_ORIGINAL)), tiff.text(exif.get(OFFSET_ORIGINAL)));
  } catch (error) {
    // Damaged metadata reads past the end; the photo itself may be fine.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
