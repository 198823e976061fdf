/** Builds the console to dist/console: hashed files, compressed beside themselves, nothing inline (our policy forbids it). */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { formatter } from '@lingui/format-po'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { isSimple } from './src/shells/console/simple-message.ts'

const API = process.env['PITCREW_API'] ?? 'http://127.0.0.1:7700'
const root = path.join(import.meta.dirname, 'src/shells/console')

/** Parts of the design system and of the shell that the sign-in page and the first screen use. */
const FRAME =
  /src\/(kit\/(?!markdown)|design\/(?!addresses-field|banner\/managed|field\/(?:date-time|markdown)|file-picker|glance-list|saving|choice|copy-field|filter-chips|finder-list|graph|markdown|overlay|property-list|saved-menu|select|time-chart|timeline)|shells\/console\/(frame\/(?!choice-list|self-list|shortcut-sheet)|caller|live|router|console|features|language)|core\/\w+\/ui\/(console|screens|now\/))/

export default defineConfig({
  root,
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' },
    catalogs(),
    preloadFont(),
    layersFirst(),
    compressed(),
  ],
  build: {
    outDir: path.join(import.meta.dirname, 'dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
    // Of what a page needs besides, only styles are named ahead: naming every module takes 4 kB of the first load, and they come at once anyway.
    modulePreload: { polyfill: false, resolveDependencies: (_, needed) => needed.filter((file) => file.endsWith('.css')) },
    assetsInlineLimit: 0,
    // Read by tools/checks/bundle-size.ts.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs travels in two files instead of sixty; pages and overlays stay chunks of their own.
          groups: [
            {
              name: 'libraries',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|@lingui|use-sync-external-store)\//,
              priority: 2,
            },
            { name: 'frame', test: FRAME, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': API, '/health': API } },
  preview: { proxy: { '/api': API, '/health': API } },
})

/**
 * Reads a .po file as a module of compiled messages. Messages with nothing but names in braces stay texts, and those that equal their id
 * are left out: the run time shows the id then, which is the English text. Instead of lingui's own plugin, which would put
 * every English text into the first load twice.
 */
function catalogs(): Plugin {
  return {
    name: 'pitcrew-catalogs',
    async transform(source, id) {
      if (!id.endsWith('.po')) return null
      const locale = path.basename(id, '.po')
      const parsed = await formatter().parse(source, { locale, sourceLocale: 'en', filename: id })
      const isSaid = locale === 'en' ? await saidInEnglish() : () => true
      const messages = Object.entries(parsed).flatMap(([key, entry]) => {
        if (!isSaid(key)) return []
        const text = entry.translation || key
        const compiled = isSimple(text) ? text : compileMessage(text)
        return compiled === key ? [] : [[key, compiled]]
      })
      return { code: `export const messages = ${JSON.stringify(Object.fromEntries(messages))}`, map: null, moduleType: 'js' }
    },
  }
}

/** Tables of what the server says itself in English: readers of other languages load them, English ones never. */
const SERVERS_WORDS = /(ui\/sentences|refusals\.gen|field-messages\.gen)\.ts$/

/** Whether the console itself has the message, beyond those tables. */
async function saidInEnglish(): Promise<(message: string) => boolean> {
  const folder = path.join(import.meta.dirname, 'src')
  const names = (await readdir(folder, { recursive: true })).filter((name) => /^(design|shells|core|features)\b.*\.tsx?$/.test(name))
  const files = await Promise.all(names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })))
  const join = (isTable: boolean) =>
    files
      .filter(({ name }) => SERVERS_WORDS.test(name) === isTable)
      .map(({ text }) => text)
      .join('\n')
  const [tables, others] = [join(true), join(false)]
  return (message) => others.includes(message) || !tables.includes(message)
}

/** The one font file that every page needs is asked for before the style sheet has been read. */
function preloadFont(): Plugin {
  return {
    name: 'pitcrew-preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const file = Object.keys(bundle ?? {}).find((name) => /inter-latin-wght-normal.*\.woff2$/.test(name))
        return file
          ? [
              {
                tag: 'link',
                injectTo: 'head',
                attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
              },
            ]
          : []
      },
    },
  }
}

/**
 * The order of the cascade layers stands in tokens.css; each style sheet that the build splits off repeats it, because nobody
 * knows which of them a browser reads first.
 */
function layersFirst(): Plugin {
  return {
    name: 'pitcrew-layers-first',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const tokens = await readFile(path.join(import.meta.dirname, 'src/design/tokens.css'), 'utf8')
      const order = /@layer [\w, ]+;/.exec(tokens)?.[0] ?? ''
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = order + String(file.source)
      }
    },
  }
}

/** Below this a compressed copy saves no packet. */
const COMPRESS_FROM_BYTES = 1_024

/** Lays .br and .gz beside each text, so that the server only sends files. */
function compressed(): Plugin {
  return {
    name: 'pitcrew-compressed',
    apply: 'build',
    async writeBundle({ dir: folder = '' }) {
      const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|html|svg|json)$/.test(name))
      await Promise.all(files.map((name) => compress(path.join(folder, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < COMPRESS_FROM_BYTES) return
  const brotli = promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const zipped = promisify(gzip)(content, { level: 9 })
  await Promise.all([writeFile(`${file}.br`, await brotli), writeFile(`${file}.gz`, await zipped)])
}
