/** Lists inside the editor: options with their points, bands of a number, labels of a scale, bands of the score. */
import type { ComponentChildren } from 'preact';
import { fieldSentence } from '../../api/client';
import { t } from '../../i18n';
import { Button, Checkbox, toast } from '../../ui';
import { optionsOf, typeName } from './compile';
import { asList, asText, asThing, freeId, languagesOf, pointerOf, type Doc, type Path, type Thing } from './document';
import { Fold, NumberField, WordField, WordsField } from './fields';
import { SpanField } from './span';
import { useStudio } from './studio-state';

type RowsProps = { path: Path; title: string; add: string; fresh: (all: readonly Thing[]) => Thing; row: (path: Path, index: number, all: readonly Thing[]) => ComponentChildren; fixed?: boolean };

/** A numbered list whose entries can be added, moved and removed. */
export function Rows({ path, title, add, fresh, row, fixed }: RowsProps) {
  const studio = useStudio();
  const all = asList(studio.get(path)).map(asThing);
  const put = (next: readonly Thing[]): void => studio.edit(path, next.length > 0 ? next : undefined);
  const takeAway = (index: number): void => {
    put(all.filter((_, other) => other !== index));
    toast(t('studio.removed', { name: `${title} ${index + 1}` }), { undo: studio.undo });
  };
  const error = studio.problems.value.find((one) => one.pointer === pointerOf(path));
  return (
    <fieldset class="studio-rows" data-pointer={pointerOf(path)}>
      <legend>{title}</legend>
      {error && <p class="field-error">{fieldSentence(error)}</p>}
      {all.map((_, index) => (
        <div class="studio-row" data-pointer={pointerOf([...path, index])} role="group" aria-label={`${title} ${index + 1}`} key={index}>
          <div class="studio-row-fields">{row([...path, index], index, all)}</div>
          {!fixed && <Button kind="quiet" size="s" icon="trash" label={t('studio.remove_of', { what: `${title} ${index + 1}` })} onClick={() => takeAway(index)} />}
        </div>
      ))}
      {!fixed && (
        <Button size="s" icon="plus" onClick={() => put([...all, fresh(all)])}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

function freshOption(all: readonly Thing[]): Thing {
  return { id: freeId(`option_${all.length + 1}`, new Set(all.map((one) => asText(one['id'])))), points: 0 };
}

export function Options({ path, question }: { path: Path; question: Thing }) {
  const studio = useStudio();
  const type = typeName(question);
  const place = [...path, 'options'];
  if (type === 'yes_no' && question['options'] === undefined) {
    const own = (): void => studio.edit(place, optionsOf(studio.doc.peek(), question).map(({ id, label, points }) => ({ id, label: ownLanguages(label, studio.doc.peek()), points })));
    return (
      <div class="row row-between">
        <p class="secondary">{t('studio.yes_no_standard')}</p>
        <Button size="s" onClick={own}>
          {t('studio.yes_no_own')}
        </Button>
      </div>
    );
  }
  return (
    <Rows
      path={place}
      title={t('studio.option')}
      add={t('studio.add_option')}
      fresh={freshOption}
      fixed={type === 'yes_no'}
      row={(at) => (
        <>
          <WordsField path={[...at, 'label']} label={t('studio.label')} />
          <div class="studio-pair">
            <NumberField path={[...at, 'points']} label={t('studio.points')} standard={0} />
            {type !== 'yes_no' && <WordField path={[...at, 'id']} label={t('studio.id')} />}
          </div>
          {type === 'multiple_choice' && <Exclusive path={[...at, 'exclusive']} />}
        </>
      )}
    />
  );
}

function ownLanguages(label: Readonly<Record<string, string>>, doc: Doc): Readonly<Record<string, string>> {
  const languages = languagesOf(doc);
  return Object.fromEntries(Object.entries(label).filter(([language]) => languages.includes(language)));
}

function Exclusive({ path }: { path: Path }) {
  const studio = useStudio();
  return (
    <div data-pointer={pointerOf(path)}>
      <Checkbox checked={studio.get(path) === true} onChange={(on) => studio.edit(path, on || undefined)}>
        {t('studio.exclusive')}
      </Checkbox>
    </div>
  );
}

/** The last band is open; all others end somewhere. */
export function PointBands({ path, hint, spans = false }: { path: Path; hint: string; spans?: boolean }) {
  const UpTo = spans ? SpanField : NumberField;
  const fresh = (all: readonly Thing[]): Thing => (all.length === 0 ? { points: 1 } : { points: 0 });
  return (
    <>
      <p class="secondary">{hint}</p>
      <Rows
        path={path}
        title={t('studio.band')}
        add={t('studio.add_band')}
        fresh={fresh}
        row={(at, index, all) => (
          <div class={`studio-pair ${spans ? 'studio-band' : ''}`}>
            {index < all.length - 1 ? (
              <UpTo path={[...at, 'up_to']} label={t('studio.up_to')} />
            ) : (
              <p class="studio-open-band">{all.length > 1 ? t('studio.beyond') : t('studio.any_value')}</p>
            )}
            <NumberField path={[...at, 'points']} label={t('studio.points')} />
          </div>
        )}
      />
    </>
  );
}

export function ScoreBands({ path }: { path: Path }) {
  const fresh = (all: readonly Thing[]): Thing => ({ id: freeId(`band_${all.length + 1}`, new Set(all.map((one) => asText(one['id'])))) });
  return (
    <>
      <p class="secondary">{t('studio.score_bands_hint')}</p>
      <Rows
        path={path}
        title={t('studio.score_band')}
        add={t('studio.add_band')}
        fresh={fresh}
        row={(at, index, all) => (
          <>
            <WordsField path={[...at, 'label']} label={t('studio.label')} />
            <div class="studio-pair">
              {index < all.length - 1 && <NumberField path={[...at, 'from']} label={t('studio.from_percent')} />}
              <WordField path={[...at, 'id']} label={t('studio.id')} />
            </div>
          </>
        )}
      />
    </>
  );
}

export function ScaleFields({ path, low, high }: { path: Path; low: number; high: number }) {
  const steps = Array.from({ length: Math.min(high - low, 20) + 1 }, (_, index) => low + index);
  return (
    <>
      <div class="studio-pair">
        <NumberField path={[...path, 'min']} label={t('studio.lowest')} standard={0} />
        <NumberField path={[...path, 'max']} label={t('studio.highest')} />
      </div>
      <Fold title={t('studio.step_labels')} path={path} keys={['labels']}>
        {steps.map((step) => (
          <WordsField key={step} path={[...path, 'labels', String(step)]} label={t('studio.step', { n: step })} />
        ))}
      </Fold>
    </>
  );
}
