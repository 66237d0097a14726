/** Modal surfaces on the browser's own <dialog>: focus is held, Escape closes, the page behind is inert. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './button';
import { useUniqueId } from './unique-id';
import './dialog.css';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children?: ComponentChildren;
  /** Buttons at the foot, the main one last. */
  actions?: ComponentChildren;
  wide?: boolean;
};

/** Shows it; the answer closes it and gives the focus back: the node has left the page by then, so the browser cannot. */
export function openModal(node: HTMLDialogElement): () => void {
  const before = document.activeElement;
  node.showModal();
  return () => {
    node.close();
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
}

function Modal({ open, onClose, title, children, actions, shape }: DialogProps & { shape: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useUniqueId();
  useEffect(() => {
    const node = dialog.current;
    if (open && node) return openModal(node);
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      class={`modal ${shape}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="modal-inside">
        <div class="modal-head">
          <h2 id={heading}>{title}</h2>
          <Button kind="quiet" size="s" icon="close" label={t('close')} onClick={onClose} />
        </div>
        <div class="modal-body">{children}</div>
        {actions && <div class="modal-actions">{actions}</div>}
      </div>
    </dialog>
  );
}

/** In the middle of the page: a question, a form. */
export function Dialog(props: DialogProps) {
  return <Modal {...props} shape={props.wide ? 'dialog dialog-wide' : 'dialog'} />;
}

/** From the lower edge, in reach of the thumb; on wide screens it stands in the middle like a dialog. */
export function Sheet(props: DialogProps) {
  return <Modal {...props} shape="sheet" />;
}
