/** The small controls of the editor. Each one knows the place in the document it shows and changes. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Checkbox, Field, Select } from '../../ui';
import { asText, languagesOf, pointerOf, withWord, wordIn, type Path } from './document';
import { useStudio } from './studio-state';

type Common = { path: Path; label: string; hint?: string };

/** A text in every language of the checklist. */
export function WordsField({ path, label, hint, lines = 1, onText }: Common & { lines?: number; onText?: (text: string) => void }) {
  const studio = useStudio();
  const doc = studio.doc.value;
  const languages = languagesOf(doc);
  const words = studio.get(path);
  return (
    <div class="studio-words" data-pointer={pointerOf(path)}>
      {languages.map((language, index) => {
        const value = wordIn(doc, words, language);
        const set = (text: string): void => (index === 0 && onText ? onText(text) : studio.edit(path, withWord(doc, words, language, text)));
        return (
          <Field key={language} label={languages.length > 1 ? `${label} (${language})` : label} hint={index === 0 ? hint : undefined} error={index === 0 ? studio.errorAt(path) : undefined}>
            {(ids) =>
              lines > 1 ? (
                <textarea class="input" rows={lines} lang={language} value={value} onInput={(event) => set(event.currentTarget.value)} {...ids} />
              ) : (
                <input class="input" lang={language} value={value} onInput={(event) => set(event.currentTarget.value)} {...ids} />
              )
            }
          </Field>
        );
      })}
    </div>
  );
}

type TextProps = Common & { list?: readonly { value: string; label: string }[] };

/** A plain word: an id, a code. */
export function WordField({ path, label, hint, list }: TextProps) {
  const studio = useStudio();
  return (
    <div data-pointer={pointerOf(path)}>
      <Field label={label} hint={hint} error={studio.errorAt(path)}>
        {(ids) => (
          <>
            <input
              class="input"
              autocapitalize="off"
              spellcheck={false}
              list={list && `${ids.id}-list`}
              value={asText(studio.get(path))}
              onInput={(event) => studio.edit(path, event.currentTarget.value || undefined)}
              {...ids}
            />
            {list && (
              <datalist id={`${ids.id}-list`}>
                {list.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.label}
                  </option>
                ))}
              </datalist>
            )}
          </>
        )}
      </Field>
    </div>
  );
}

/** An id counts when it is whole: half of one could be somebody else's. */
export function IdField({ path, label, hint, onId }: Common & { onId: (id: string) => void }) {
  const studio = useStudio();
  const held = asText(studio.get(path));
  const [text, setText] = useState(held);
  useEffect(() => setText(held), [held]);
  return (
    <div data-pointer={pointerOf(path)}>
      <Field label={label} hint={hint} error={studio.errorAt(path)}>
        {(ids) => (
          <input
            class="input"
            autocapitalize="off"
            spellcheck={false}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onBlur={() => text !== held && onId(text)}
            {...ids}
          />
        )}
      </Field>
    </div>
  );
}

/** What is typed and is no number yet stays as it is: the check says so, and nothing is lost. */
export function numberOf(text: string): number | string | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

type NumberInputProps = { label: string; value: unknown; onValue: (value: number | string | undefined) => void; placeholder?: string; hint?: string; error?: string; children?: ComponentChildren };

/** What is given inside stands behind the number: its unit. */
export function NumberInput({ label, value, onValue, placeholder, hint, error, children }: NumberInputProps) {
  const [text, setText] = useState(asText(value));
  const typed = useRef(asText(value));
  useEffect(() => {
    if (asText(value) === asText(numberOf(typed.current))) return;
    typed.current = asText(value);
    setText(typed.current);
  }, [value]);
  const type = (next: string): void => {
    typed.current = next;
    setText(next);
    onValue(numberOf(next));
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => {
        const input = <input class="input figures" inputMode="decimal" placeholder={placeholder} value={text} onInput={(event) => type(event.currentTarget.value)} {...ids} />;
        if (!children) return input;
        return (
          <div class="studio-span">
            {input}
            {children}
          </div>
        );
      }}
    </Field>
  );
}

export function NumberField({ path, label, hint, standard }: Common & { standard?: number | string }) {
  const studio = useStudio();
  return (
    <div data-pointer={pointerOf(path)}>
      <NumberInput label={label} hint={hint} value={studio.get(path)} placeholder={standard === undefined ? undefined : String(standard)} error={studio.errorAt(path)} onValue={(value) => studio.edit(path, value)} />
    </div>
  );
}

/** Left out where it says the standard. */
export function FlagField({ path, label, standard = false }: Common & { standard?: boolean }) {
  const studio = useStudio();
  const held = studio.get(path);
  const error = studio.errorAt(path);
  return (
    <div data-pointer={pointerOf(path)}>
      <Checkbox checked={typeof held === 'boolean' ? held : standard} onChange={(on) => studio.edit(path, on === standard ? undefined : on)}>
        {label}
      </Checkbox>
      {error && <p class="field-error">{error}</p>}
    </div>
  );
}

type ChoiceProps = Common & { options: readonly { value: string; label: string }[]; standard: string };

export function ChoiceField({ path, label, hint, options, standard }: ChoiceProps) {
  const studio = useStudio();
  return (
    <div data-pointer={pointerOf(path)}>
      <Select label={label} hint={hint} error={studio.errorAt(path)} options={options} value={asText(studio.get(path)) || standard} onInput={(value) => studio.edit(path, value)} />
    </div>
  );
}

type FoldProps = { title: string; path: Path; keys: readonly string[]; children: ComponentChildren };

/** A titled group of keys that can be folded; open where one of them holds something or has a problem. Made when it is opened. */
export function Fold({ title, path, keys, children }: FoldProps) {
  const studio = useStudio();
  const pointers = keys.map((key) => pointerOf([...path, key]));
  const [open, setOpen] = useState(() => keys.some((key) => studio.get([...path, key]) !== undefined) || pointers.some(studio.hasProblem));
  return (
    <details class="studio-fold" open={open} data-pointers={pointers.join(' ')} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <div class="stack">{children}</div>}
    </details>
  );
}
