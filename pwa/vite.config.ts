/** One build: the app from index.html, the service worker beside it with the list of files it keeps. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vitest/config';
import { build, type Plugin } from 'vite';

const PUBLIC = join(import.meta.dirname, 'public');

const TARGET = ['es2022', 'safari16.4'];
const TEXT = /\.(js|css|html|svg|webmanifest)$/;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Which rules win must not depend on which part of the app a browser loads first. */
function layerOrder(): Plugin {
  return {
    name: 'layer-order',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `@layer base,ui,screens;${String(file.source)}`;
    },
  };
}

/** The service worker as one file of its own: it may not wait for parts, and shares none with the pages. */
async function workerCode(): Promise<string> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    publicDir: false,
    logLevel: 'error',
    // It draws nothing: the signals of the queue alone are enough.
    resolve: { alias: { '@preact/signals': '@preact/signals-core' } },
    build: { write: false, target: TARGET, rolldownOptions: { input: 'src/sw/sw.ts', output: { format: 'iife', entryFileNames: 'sw.js' } } },
  });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const [worker] = files.filter((file) => file.type === 'chunk');
  if (!worker || files.length > 1) throw new Error('The service worker was not built as one file.');
  return worker.code;
}

/** Writes every built file into sw.js; the version is a hash of their content, so a changed file is a new worker. */
function precache(): Plugin {
  return {
    name: 'precache',
    enforce: 'post',
    apply: 'build',
    async generateBundle(_, bundle) {
      const code = await workerCode();
      const hash = createHash('sha256').update(code);
      const built = Object.values(bundle);
      for (const file of built) hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      for (const name of filesOf(PUBLIC)) hash.update(name).update(readFileSync(join(PUBLIC, name)));
      const files = [...built.map((file) => file.fileName), ...filesOf(PUBLIC)].filter((name) => name !== 'index.html');
      const source = code
        .replace('__VERSION__', hash.digest('hex').slice(0, 12))
        .replace(/["'`]__FILES__["'`]/, JSON.stringify(JSON.stringify(['/', ...files.sort().map((name) => `/${name}`)])));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}

/** The list is asked for with the page itself, and not once the app has looked at the address: a whole round trip sooner. */
function listFirst(): Plugin {
  return {
    name: 'list-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const list = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'list');
        if (list?.type !== 'chunk') throw new Error('There is no file of the list of visits.');
        const scripts = [list.fileName, ...list.imports].map((name) => `/${name}`).filter((href) => !html.includes(href));
        const styles = [...(list.viteMetadata?.importedCss ?? [])].map((name) => `/${name}`);
        return [
          ...scripts.map((href) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href }, injectTo: 'head' as const })),
          ...styles.map((href) => ({ tag: 'link', attrs: { rel: 'preload', as: 'style', crossorigin: true, href }, injectTo: 'head' as const })),
        ];
      },
    },
  };
}

/** A smaller twin beside each file of text: the server hands it out, so nothing in front of it has to compress. */
function twins(): Plugin {
  let folder = '';
  return {
    name: 'twins',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    closeBundle() {
      for (const file of filesOf(folder).filter((name) => TEXT.test(name)).map((name) => join(folder, name))) {
        const text = readFileSync(file);
        for (const [ending, twin] of [['gz', gzipSync(text, { level: 9 })], ['br', brotliCompressSync(text)]] as const)
          if (twin.length < text.length) writeFileSync(`${file}.${ending}`, twin);
      }
    },
  };
}

/** What every page needs at once goes over the wire as one file: many small ones compress worse and take longer. */
const BASE =
  /node_modules.(preact|@preact|idb)|src.(store.(answers|db|device|ids|kv|notes|outbox|photos|schema|space|visits)|sync.request|api.problem|i18n.(index|format|zone|languages|en.common))|(engine.expired|questions.span|parts.place|parts.installed).ts$/;

/** What an auditor's pages and their later parts share; on its own each would be a file of a few hundred bytes. */
const LIST = 'alerts|begin|camera|list|list-clocks|notices|sync-chip|visit-(list|state)';
const VISITING = [
  'brief|card-signals|cards|comment|elsewhere|entries|follow-up|moved-clocks|on-site|open-visit|progress|question-card',
  'photo-(actions|loose-camera|pick|quick|strip)|scenario|section-(dock|screen)|show-card|submit|thumb|use-visit',
];
const GROUPS = [
  { name: 'base', test: BASE },
  { name: 'engine', test: /src.engine/ },
  { name: 'entrance', test: /src.(screens.sign-in.(gate|index|sign-in|texts)|i18n.en.sign-in)/ },
  { name: 'list', test: new RegExp(`src.(screens.visit.(${LIST})|i18n.en.visit)\\.ts`) },
  { name: 'visiting', test: new RegExp(`src.screens.visit.(${VISITING.join('|')})\\.ts`) },
];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [layerOrder(), listFirst(), precache(), twins()],
  server: { proxy: { '/api': process.env['API_ORIGIN'] ?? 'http://127.0.0.1:8000' } },
  worker: { format: 'es' },
  build: {
    target: TARGET,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Tables are for the office: without this a phone would load them for their style sheet's sake.
      treeshake: { moduleSideEffects: [{ test: /src.ui.table.tsx$/, sideEffects: false }] },
      output: {
        chunkFileNames: (chunk) => `assets/${chunk.facadeModuleId?.includes('/i18n/de/') ? 'de-' : ''}[name]-[hash].js`,
        codeSplitting: { includeDependenciesRecursively: false, groups: GROUPS },
        entryFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
