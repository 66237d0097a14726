/** Short news at the lower edge, six seconds, with an undo where something was taken away. One at a time. */
import { signal } from '@preact/signals';
import { t } from '../i18n';
import './toast.css';

type Toast = { id: number; text: string; tone: 'plain' | 'bad'; undo?: () => void };

const STAYS_MS = 6000;
const shown = signal<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let count = 0;

export function hideToast(): void {
  clearTimeout(timer);
  shown.value = null;
}

export function toast(text: string, options: { undo?: () => void; tone?: Toast['tone'] } = {}): void {
  hideToast();
  shown.value = { id: ++count, text, tone: options.tone ?? 'plain', undo: options.undo };
  timer = setTimeout(hideToast, STAYS_MS);
}

/** Stands once in the app; the live region has to be there before the first text arrives. */
export function Toasts() {
  const now = shown.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {now && (
        <div key={now.id} class={`toast toast-${now.tone}`}>
          <span>{now.text}</span>
          {now.undo && (
            <button
              type="button"
              class="toast-undo"
              onClick={() => {
                now.undo?.();
                hideToast();
              }}
            >
              {t('undo')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
