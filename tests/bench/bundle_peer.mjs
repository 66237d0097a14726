// node bundle_peer.mjs FOLDER PACKAGE: an installed package with all that it imports, minified by the tool that builds
// our pages. Prints the gzipped bytes of what a page with it loads at once; what it fetches later is left out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const pages = createRequire(resolve('pwa/package.json'));
const { rolldown } = await import(pathToFileURL(pages.resolve('rolldown')));

const [base, name] = process.argv.slice(2);
const folder = resolve(base, 'node_modules', name);
const { main, exports, browser = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const bundle = await rolldown({
  input: join(folder, main ?? exports['.'].default),
  platform: 'browser',
  resolve: { alias: Object.fromEntries(Object.entries(browser).map(([from, to]) => [from, join(folder, to)])) },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  logLevel: 'silent',
});
const { output } = await bundle.generate({ format: 'esm', minify: true });
const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
const wanted = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
for (const file of wanted) for (const next of chunks.get(file).imports) if (chunks.has(next)) wanted.add(next);
const bytes = [...wanted].reduce((sum, file) => sum + gzipSync(chunks.get(file).code, { level: 9 }).length, 0);
const missing = new Set([...wanted].flatMap((file) => chunks.get(file).imports).filter((name) => !chunks.has(name)));
if (missing.size > 0) throw new Error(`not found: ${[...missing].join(', ')}`);
process.stdout.write(JSON.stringify({ bytes, scripts: wanted.size }));
