/** What goes into the photo worker and what comes out. */

export interface Task {
  data: ArrayBuffer;
  type: string;
}

export interface Made {
  data: ArrayBuffer;
  thumb: ArrayBuffer | null;
  width: number;
  height: number;
  type: string;
  sha256: string;
  takenAt: string | null;
  original: boolean;
}
