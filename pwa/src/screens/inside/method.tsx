/** The method in words, with its formulas, and every rule by which a number is not shown. */
import { t } from '../../i18n';
import { Table, type Column } from '../../ui';
import { Lead } from '../insights/frame';
import { Page, Part } from './frame';
import { LIMITS } from './limits';

/** c centre, p touchpoint, t quarter, k distance, G centres, E engagement, S service. */
const FORMULAS = {
  scale: ['100 · (x − min) / (max − min)'],
  join: [],
  between: ['mean S(c) = α + β · mean E(c) + e(c)'],
  within: ['S(c,t) = α(c) + γ(t) + β · E(c,t−k) + e(c,t)'],
  own: ['S(c,p,t) = α(c,p) + γ(p,t) + δ(c,t) + β · E(c,team(p),t−k) + e(c,p,t)'],
  range: ['se² = (G − 1) / G · Σ (β without c − β)²', 'β ± t(G − 1; 0.975) · se'],
  noise: ['λ = 1 − Σ M · s² / n / Sxx', 'β corrected = β / λ'],
  lags: ['β(k) ± c* · se(k), c* = 95 % quantile of max |z(k)| / √(χ² / df)', 'p = (1 + #{T* ≥ T}) / (999 + 1)'],
  grid: ['q(i) = min over j ≥ i of p(j) · m / j'],
  direction: ['mean over k of r(E(t−k), S(t)) − r(S(t−k), E(t))'],
  chain: ['S(c,t) on E(c,t−k); g(c,t+m) on E(c,t−k)', '5 · β / λ'],
  rollout: ['ATT(g,t) = [Y(t) − Y(g−1)] started − [Y(t) − Y(g−1)] not yet started'],
  watch: ['1 − squared error with engagement / squared error without'],
  planning: ['2.8 · se'],
  privacy: [],
  words: [],
} as const satisfies Record<string, readonly string[]>;

const SECTIONS = Object.keys(FORMULAS) as (keyof typeof FORMULAS)[];
const RULES = ['inside', 'outside', 'between', 'within', 'own', 'corrected', 'lags', 'direction', 'chain', 'grid', 'rollout', 'watch'] as const;
type Rule = (typeof RULES)[number];

const columns = (): Column<Rule>[] => [
  { id: 'what', title: t('method.col_what'), head: true, cell: (rule) => t(`method.rule_${rule}`) },
  { id: 'least', title: t('method.col_least'), cell: (rule) => t(`method.rule_${rule}_least`, LIMITS) },
  { id: 'else', title: t('method.col_else'), cell: (rule) => t(`method.rule_${rule}_else`) },
];

export function MethodPage() {
  return (
    <Page title={t('method.title')}>
      <div class="inside-method">
        <Lead>{t('method.lead')}</Lead>
        {SECTIONS.map((section) => (
          <Part key={section} title={t(`method.${section}`)}>
            <p>{t(`method.${section}_text`)}</p>
            {FORMULAS[section].map((formula) => (
              <p key={formula} class="inside-formula" tabIndex={0} role="math">
                {formula}
              </p>
            ))}
          </Part>
        ))}
        <Part title={t('method.rules')}>
          <p class="secondary">{t('method.rules_note')}</p>
          <Table caption={t('method.rules')} captionHidden columns={columns()} rows={RULES} keyOf={(rule) => rule} />
        </Part>
      </div>
    </Page>
  );
}
