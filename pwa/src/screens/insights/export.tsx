/** "Export": the figures of this page and the visits behind them, as files for a spreadsheet or a program. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Dialog } from '../../ui';
import { wire } from './asked';

const FORMS = ['csv', 'xlsx', 'parquet'] as const;
const TABLES = ['comparison', 'scores', 'visits', 'answers'] as const;

/** What the page is asked, as an export is asked. */
export type Exported = {
  measure?: string;
  period?: string;
  aggregate?: string;
  by?: string;
  area_id?: string | null;
  centre_id?: readonly string[];
  wave?: string;
  from?: string | null;
  to?: string | null;
};

/** Only the comparison knows of measures and periods. */
function fileOf(table: (typeof TABLES)[number], form: string, asked: Exported): string {
  const { measure, period, aggregate, by, ...which } = asked;
  const query = table === 'comparison' ? { measure, period, aggregate, by, ...which } : which;
  return `/api/v1/exports/${table}.${form}?${wire(query)}`;
}

function Files({ asked }: { asked: Exported }) {
  return (
    <div class="stack">
      <p class="secondary">{t('insights.export_purpose')}</p>
      {TABLES.map((table) => (
        <section key={table} class="stack stack-8" aria-labelledby={`export-${table}`}>
          <h3 id={`export-${table}`}>{t(`insights.export_${table}`)}</h3>
          <div class="row">
            {FORMS.map((form) => (
              <Button key={form} size="s" icon="download" href={fileOf(table, form, asked)} download>
                {t(`insights.form_${form}`)}
              </Button>
            ))}
          </div>
        </section>
      ))}
      <p>
        <a href={`/api/v1/exports/dictionary.csv?${wire({})}`} download>
          {t('insights.export_dictionary')}
        </a>
      </p>
    </div>
  );
}

export function Export({ asked }: { asked: Exported }) {
  const [open, setOpen] = useState(false);
  if (!me.value?.permissions.includes('export.read')) return null;
  return (
    <>
      <Button size="s" icon="download" onClick={() => setOpen(true)}>
        {t('insights.export')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('insights.export')}>
        <Files asked={asked} />
      </Dialog>
    </>
  );
}
