/** A label over a file field: the phone opens what it has for it. The place is written down before that happens. */
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from '../../ui';
import { forgetCamera, noteCamera, type CameraPlace } from './camera';

export interface PickProps {
  place: CameraPlace;
  capture: boolean;
  icon: IconName;
  words: string | null;
  spoken: string;
  class?: string;
  onFiles: (files: readonly File[]) => Promise<unknown>;
}

export function Pick({ place, capture, icon, words, spoken, class: extra = '', onFiles }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = (): void => {
    const files = [...(input.current?.files ?? [])];
    void onFiles(files).finally(() => input.current && (input.current.value = ''));
  };
  return (
    <label class={`pick button button-s ${words ? '' : 'button-icon'} ${extra}`}>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture={capture ? 'environment' : undefined}
        multiple={!capture}
        aria-label={spoken}
        onClick={() => noteCamera(place)}
        onCancel={forgetCamera}
        onChange={chosen}
      />
      <Icon name={icon} />
      {words && <span>{words}</span>}
    </label>
  );
}
