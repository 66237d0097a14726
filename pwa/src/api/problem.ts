/** The one shape of an error: problem+json as the server sends it, or our own code when no answer came at all. */
import { refusalWords, t } from '../i18n';

export type FieldProblem = { pointer: string; code: string; message: string; line?: number; kind?: string; values?: Readonly<Record<string, string | number>> };

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | null,
    readonly errors: readonly FieldProblem[] = [],
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? code);
    this.name = 'ApiProblem';
  }

  /** Somebody else wrote first: the row version we sent is not the newest. */
  get isConflict(): boolean {
    return this.status === 412;
  }
}

type Body = { code?: string; detail?: string | null; title?: string; errors?: FieldProblem[]; [extra: string]: unknown };

export function problemFrom(status: number, body: unknown): ApiProblem {
  if (typeof body !== 'object' || body === null) return new ApiProblem(status, 'unknown', null);
  const { code, detail, title, errors, ...extra } = body as Body;
  return new ApiProblem(status, code ?? 'unknown', detail ?? title ?? null, errors ?? [], extra);
}

export function asProblem(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause;
  return new ApiProblem(0, 'network', cause instanceof Error ? cause.message : null);
}

/** What one field's refusal says to a person. */
export function fieldSentence({ code, message, kind, values }: FieldProblem): string {
  return refusalWords(code, kind, values) ?? message;
}

/** The refusal in the reader's language, the field's before the whole's; else what the server wrote. */
function refusal({ code, detail, errors: [first] }: ApiProblem): string | null {
  return (first && refusalWords(first.code, first.kind, first.values)) ?? refusalWords(code) ?? first?.message ?? detail;
}

/** Why background work failed, in the reader's language; nothing where nothing failed. */
export function wordsOf(told: { code: string; detail: string; errors: readonly object[] } | null): string {
  return (told && refusal(problemFrom(0, told))) ?? '';
}

/** A sentence for a person. The server's own sentence wins where it knows more than a status code says. */
export function sentenceOf(cause: unknown): string {
  const problem = asProblem(cause);
  if (problem.status === 0) return t('problem.network');
  if (problem.code === 'account_mismatch') return t('problem.account_mismatch');
  if (problem.status === 401 && problem.code === 'unauthenticated') return t('problem.unauthenticated');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.not_found');
  if (problem.status === 412 || problem.status === 428) return t('problem.changed');
  if (problem.status === 429) return t('problem.too_many');
  if (problem.status >= 500) return t('problem.server');
  return refusal(problem) ?? t('problem.server');
}
