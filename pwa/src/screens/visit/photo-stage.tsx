/** The picture under the thumb: drag, tap, or arrow keys. What is drawn here is only an outline; the picture itself is changed elsewhere. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Area, Edit, Point, Size } from '../../photos/edits';
import { between, centre, editOf, frame, nudge, pullCorner, spot, type Tool } from './photo-edit-state';

/** Less of a way than this is a tap. */
const TAP_PX = 10;
/** Of the longer side. */
const BRUSH = 1 / 18;

export interface StageProps {
  size: Size;
  preview: ImageBitmap;
  tool: Tool;
  brush: boolean;
  text: string;
  selection: Area | null;
  onSelect: (area: Area | null) => void;
  onEdit: (edit: Edit) => void;
  /** Words are wanted before they can be put anywhere. */
  onWords: () => void;
}

function useRoom(): [{ current: HTMLDivElement | null }, Size] {
  const place = useRef<HTMLDivElement>(null);
  const [room, set] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(([entry]) => entry && set({ width: entry.contentRect.width, height: entry.contentRect.height }));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return [place, room];
}

/** Shows each picture once and lets it go: the browser takes it over without a copy. */
function Picture({ preview }: { preview: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('bitmaprenderer')?.transferFromImageBitmap(preview), [preview]);
  return <canvas ref={canvas} aria-hidden="true" />;
}

interface Drag {
  from: Point;
  points: readonly Point[];
  /** How far on the screen. */
  way: number;
}

function Rect({ area, kind }: { area: Area; kind: string }) {
  const at = { x: area.x, y: area.y, width: area.width, height: area.height };
  return (
    <>
      <rect class="stage-casing" {...at} />
      <rect class={`stage-line stage-${kind}`} {...at} />
    </>
  );
}

function Outline({ size, tool, brush, drag, selection }: Pick<StageProps, 'size' | 'tool' | 'brush' | 'selection'> & { drag: Drag | null }) {
  const to = drag?.points.at(-1);
  const line = drag && drag.way >= TAP_PX && to ? { from: drag.from, to } : null;
  return (
    <svg class="stage-outline" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {tool === 'crop' && selection && (
        <path class="stage-cut" fill-rule="evenodd" d={`M0 0H${size.width}V${size.height}H0Z M${selection.x} ${selection.y}h${selection.width}v${selection.height}h${-selection.width}Z`} />
      )}
      {selection && <Rect area={selection} kind={tool} />}
      {tool === 'crop' && selection && <Corners area={selection} size={size} />}
      {line && tool === 'arrow' && <line class="stage-line" x1={line.from.x} y1={line.from.y} x2={line.to.x} y2={line.to.y} />}
      {line && tool === 'blur' && brush && (
        <polyline class="stage-brush" stroke-width={brushWidth(size)} points={drag!.points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      )}
      {line && (tool === 'box' || (tool === 'blur' && !brush)) && <Rect area={between(line.from, line.to)} kind={tool} />}
    </svg>
  );
}

function Corners({ area, size }: { area: Area; size: Size }) {
  const radius = Math.max(size.width, size.height) / 60;
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const corners = [[area.x, area.y], [right, area.y], [area.x, bottom], [right, bottom]] as const;
  return (
    <>
      {corners.map(([x, y]) => (
        <circle key={`${x} ${y}`} class="stage-corner" cx={x} cy={y} r={radius} />
      ))}
    </>
  );
}

function brushWidth({ width, height }: Size): number {
  return Math.max(width, height) * BRUSH;
}

function draggedEdit({ size, tool, brush }: StageProps, { from, points, way }: Drag): Edit | null {
  const to = points.at(-1) ?? from;
  const tapped = way < TAP_PX;
  if (tool === 'blur' && brush) return { kind: 'smear', points, width: brushWidth(size) };
  if (tool === 'arrow' && !tapped) return { kind: 'arrow', from, to };
  if (tool === 'arrow') return editOf('arrow', { ...spot(to, size), ...to }, '');
  return editOf(tool, tapped ? spot(to, size) : between(from, to), '');
}

export function Stage(props: StageProps) {
  const { size, preview, tool, selection, text, onSelect, onEdit } = props;
  const [place, room] = useRoom();
  // Several moves may come between two drawings: what is going on is not kept in what was drawn.
  const dragging = useRef<Drag | null>(null);
  const [drag, draw] = useState<Drag | null>(null);
  const setDrag = (now: Drag | null): void => (dragging.current = now, draw(now));
  const scale = Math.min(room.width / size.width, room.height / size.height) || 0;

  const pointOf = (event: PointerEvent): Point => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const at = (value: number, most: number): number => Math.max(0, Math.min(most, value / scale));
    return { x: at(event.clientX - box.left, size.width), y: at(event.clientY - box.top, size.height) };
  };
  const down = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const from = pointOf(event);
    setDrag({ from, points: [from], way: 0 });
    if (tool === 'crop') onSelect(pullCorner(selection ?? frame(size), from, size));
  };
  const move = (event: PointerEvent): void => {
    const now = dragging.current;
    if (!now || !event.isPrimary) return;
    const to = pointOf(event);
    const way = Math.max(now.way, Math.hypot(to.x - now.from.x, to.y - now.from.y) * scale);
    setDrag({ ...now, points: [...now.points, to], way });
    if (tool === 'crop') onSelect(pullCorner(selection ?? frame(size), to, size));
  };
  const up = (event: PointerEvent): void => {
    const ended = dragging.current;
    if (!ended || !event.isPrimary) return;
    setDrag(null);
    if (tool === 'crop') return;
    if (tool === 'text') return writeAt(pointOf(event));
    const edit = draggedEdit(props, ended);
    onSelect(null);
    if (edit) onEdit(edit);
  };
  const writeAt = (at: Point): void => {
    const area = { ...spot(at, size), ...at };
    const edit = editOf('text', area, text);
    if (edit) return onSelect(null), onEdit(edit);
    onSelect(area);
    props.onWords();
  };
  const key = (event: KeyboardEvent): void => {
    const now = selection ?? spot(centre(size), size);
    const next = nudge(now, event.key, event.shiftKey, size);
    if (next) {
      event.preventDefault();
      return onSelect(selection ? next : now);
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const edit = editOf(tool, now, text);
      if (!edit) return props.onWords();
      onSelect(null);
      onEdit(edit);
    } else if (event.key === 'Escape' && selection && tool !== 'crop') {
      event.preventDefault();
      event.stopPropagation();
      onSelect(null);
    }
  };
  return (
    <div class="stage" ref={place}>
      <div
        class="stage-sheet"
        role="application"
        aria-label={t('editor.picture')}
        tabIndex={0}
        style={{ width: `${size.width * scale}px`, height: `${size.height * scale}px` }}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => setDrag(null)}
        onKeyDown={key}
      >
        <Picture preview={preview} />
        <Outline {...props} drag={drag} />
      </div>
    </div>
  );
}
