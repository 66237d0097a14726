/** A label, its control, its hint and its error, tied together for eye and screen reader alike. */
import type { ComponentChildren, TextareaHTMLAttributes } from 'preact';
import { useUniqueId } from './unique-id';
import './field.css';

type Ids = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

type FieldProps = {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  optional?: string;
  children: (ids: Ids) => ComponentChildren;
};

export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useUniqueId();
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {optional && <span class="field-optional">{optional}</span>}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

type Common = Omit<FieldProps, 'children'> & { value: string; onInput: (value: string) => void };
type InputProps = Common & {
  type?: 'text' | 'email' | 'password' | 'search' | 'date' | 'datetime-local' | 'time' | 'number';
  name?: string;
  autocomplete?: string;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'search';
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: string;
  max?: string;
  step?: string;
  onBlur?: () => void;
};
type AreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Common | 'label'>;
type SelectProps = Common & {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  required?: boolean;
  disabled?: boolean;
  name?: string;
};

export function TextField({ label, hint, error, optional, value, onInput, type = 'text', ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(ids) => (
        <input class="input" type={type as 'text'} value={value} onInput={(e) => onInput(e.currentTarget.value)} {...rest} {...ids} />
      )}
    </Field>
  );
}

export function TextArea({ label, hint, error, optional, value, onInput, rows = 3, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(ids) => (
        <textarea class="input" rows={rows} value={value} onInput={(e) => onInput(e.currentTarget.value)} {...rest} {...ids} />
      )}
    </Field>
  );
}

export function Select({ label, hint, error, optional, value, onInput, options, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(ids) => (
        <select class="input" value={value} onChange={(e) => onInput(e.currentTarget.value)} {...rest} {...ids}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckboxProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
  disabled?: boolean;
};

export function Checkbox({ checked, onChange, children, disabled }: CheckboxProps) {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(e) => onChange(e.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
