/** A signature drawn with a finger; it is kept and sent as a picture. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../ui';
import type { QuestionProps } from './props';
import './rare-texts';

const [WIDTH, HEIGHT] = [960, 360];

function pointOf(event: PointerEvent, canvas: HTMLCanvasElement): [number, number] {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT];
}

/** White paper and dark ink in both themes: the picture is printed. */
function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const paint = canvas.getContext('2d')!;
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, WIDTH, HEIGHT);
  Object.assign(paint, { lineWidth: 6, lineCap: 'round', lineJoin: 'round', strokeStyle: '#15181b' });
  return paint;
}

export function Signature({ label, disabled, hasPhoto, onDraw }: QuestionProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = useRef<CanvasRenderingContext2D | null>(null);
  const [drawn, setDrawn] = useState(false);
  const wipe = (): void => {
    if (canvas.current) paint.current = prepare(canvas.current);
    setDrawn(false);
  };
  useEffect(wipe, [hasPhoto]);
  const down = (event: PointerEvent): void => {
    if (!canvas.current || disabled) return;
    canvas.current.setPointerCapture(event.pointerId);
    paint.current?.beginPath();
    paint.current?.moveTo(...pointOf(event, canvas.current));
  };
  const move = (event: PointerEvent): void => {
    if (!canvas.current?.hasPointerCapture(event.pointerId)) return;
    paint.current?.lineTo(...pointOf(event, canvas.current));
    paint.current?.stroke();
    setDrawn(true);
  };
  if (hasPhoto) return null;
  return (
    <div class="signature">
      <div class="signature-paper">
        <canvas
          ref={canvas}
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={`${label}. ${t('visit.sign_here')}`}
          onPointerDown={down}
          onPointerMove={move}
        />
        {!drawn && <p aria-hidden="true">{t('visit.sign_here')}</p>}
      </div>
      <div class="pair">
        <Button disabled={!drawn} onClick={wipe}>
          {t('visit.sign_again')}
        </Button>
        <Button kind="primary" disabled={!drawn || disabled} onClick={() => canvas.current?.toBlob((blob) => blob && onDraw(blob))}>
          {t('visit.sign_keep')}
        </Button>
      </div>
    </div>
  );
}
