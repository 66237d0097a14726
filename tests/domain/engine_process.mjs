// The phone's engine as a process: one JSON request a line in, one JSON reply a line out. Bundled with the project's own Vite.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const pwa = new URL('../../pwa/', import.meta.url);
const { build } = await import(pathToFileURL(createRequire(new URL('package.json', pwa)).resolve('vite')).href);
const entry = fileURLToPath(new URL('src/engine/index.ts', pwa));
const [{ output }] = await build({
  root: fileURLToPath(pwa),
  configFile: false,
  logLevel: 'silent',
  build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'] } },
});
const engine = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);

function judge(definition, { answers, photos, moment }) {
  const items = engine.walk(definition, answers, photos);
  const questions = new Map(definition.sections.flatMap((section) => section.questions).map((one) => [one.id, one]));
  const asked = Object.keys(answers).filter((key) => questions.has(engine.questionOf(key)));
  return {
    card: engine.scoreVisit(definition, answers, photos),
    open: engine.openItems(definition, answers, photos).map((item) => [item.question_id, item.code]),
    items: items.map((item) => [item.key, item.entry, item.state, item.problem]),
    clocks: engine.clocks(items, new Date(moment)),
    checks: asked.map((key) => engine.checkAnswer(questions.get(engine.questionOf(key)), answers[key])),
    repeated: [...engine.repeatedIds(definition)].sort(),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = request === 'types' ? Object.keys(engine.QUESTION_TYPES) : request.visits.map((visit) => judge(request.definition, visit));
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
