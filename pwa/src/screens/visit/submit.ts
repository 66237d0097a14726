/** Putting the submission in the queue, and taking it out again when the server found something open. */
import { scoreVisit } from '../../engine';
import { newId } from '../../store/ids';
import { dropOp, enqueue, opKey, opsOf } from '../../store/outbox';
import type { OpRow } from '../../store/schema';
import { changed } from '../../sync';
import type { SubmitBody } from '../../sync/operations';
import type { OpenVisit } from './open-visit';

function bodyOf(visit: OpenVisit): SubmitBody {
  const card = scoreVisit(visit.definition, visit.answers.value, visit.photoCounts.value);
  const hidden = visit.items.value.filter((item) => item.state === 'hidden').map((item) => item.key);
  const counted = Object.values(visit.answers.value).filter((row) => row.state !== 'cleared' && !hidden.includes(row.question_id));
  const { arrived_at, left_at } = visit.times.value;
  return {
    key: newId(), hidden, answer_count: counted.length, arrived_at, left_at, submitted_at: new Date().toISOString(),
    client_score: { tenths: card.overall.tenths, outcome: card.outcome, rule_version: card.rule_version },
  };
}

export async function submitVisit(visit: OpenVisit): Promise<void> {
  // Another tab may have answered since this one looked.
  await visit.reload();
  const body = bodyOf(visit);
  const { account, id } = visit;
  await enqueue({ kind: 'submit', account, visit_id: id, subject: id, stamp: body.key, body });
  await visit.reload();
  void changed();
}

export async function submissionOf(visitId: string): Promise<OpRow | undefined> {
  return (await opsOf(visitId)).find((op) => op.kind === 'submit');
}

export async function reopenVisit(visit: OpenVisit): Promise<void> {
  await dropOp(opKey('submit', visit.id));
  await visit.reload();
  void changed();
}
