/** One statement and five large answers; a second thought takes an answer back. */
import { t, type TextKey } from '../../i18n';
import { Button, Segments } from '../../ui';

const STEPS = ['1', '2', '3', '4', '5'] as const;

type QuestionProps = { number: number; text: string; value: number | undefined; onChange: (value: number | null) => void };

export function Question({ number, text, value, onChange }: QuestionProps) {
  return (
    <article class="pulse-question">
      <h2>
        <span class="pulse-number">{number}</span> {text}
      </h2>
      <Segments
        label={text}
        class="pulse-scale"
        value={value === undefined ? null : (String(value) as (typeof STEPS)[number])}
        onChange={(step) => onChange(Number(step))}
        options={STEPS.map((id) => {
          const words = t(`pulse.scale_${id}` as TextKey);
          return {
            id,
            spoken: `${id}: ${words}`,
            label: (
              <>
                <b>{id}</b>
                <small>{words}</small>
              </>
            ),
          };
        })}
      />
      {value !== undefined && (
        <div>
          <Button kind="quiet" size="s" onClick={() => onChange(null)} label={`${t('pulse.take_back')}: ${text}`}>
            {t('pulse.take_back')}
          </Button>
        </div>
      )}
    </article>
  );
}
