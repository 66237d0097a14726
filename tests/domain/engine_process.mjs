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

function judge({ definition, answers, photos }) {
  return {
    card: engine.scoreVisit(definition, answers, photos),
    open: engine.openItems(definition, answers, photos).map((item) => [item.question_id, item.code]),
    shown: engine.walk(definition, answers, photos).filter((item) => item.state !== 'hidden').map((item) => item.question.id),
    checks: definition.sections
      .flatMap((section) => section.questions)
      .filter((question) => Object.hasOwn(answers, question.id))
      .map((question) => engine.checkAnswer(question, answers[question.id])),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = request === 'types' ? Object.keys(engine.QUESTION_TYPES) : judge(request);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
