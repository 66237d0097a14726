/** "I wait for the follow-up": said after the answers that started the clocks, and no matter for a person when it came too late. */
import { settleOp } from '../store/outbox';
import { keepVisit } from '../store/visits';
import { fetchVisit, first, fromHere, isVisit, type Operation } from './exchange';

export const wait: Operation = {
  build: async (ops) => ({
    ops,
    call: { method: 'POST', path: `/visits/${first(ops).visit_id}/waiting`, json: {}, headers: await fromHere() },
  }),
  async done({ ops }, body) {
    if (!isVisit(body, first(ops).visit_id)) return false;
    const settled = await settleOp(first(ops));
    await keepVisit(first(ops).account, body);
    return settled;
  },
  /** Submitted or cancelled meanwhile, or no clock runs: the visit stands as the server says. */
  async conflict({ ops }) {
    const op = first(ops);
    if (!(await fetchVisit(op.account, op.visit_id))) return true;
    const settled = await settleOp(op);
    await fetchVisit(op.account, op.visit_id);
    return settled;
  },
};
