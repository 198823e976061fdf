/**
 * A running installation with a browser in front of it. Everything that a page writes to its console as an error, every crash
 * and every server fault is collected, and `faults` must be empty at the end.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { startServer, type Server } from '#app/server.ts'
import { readConfig, tellFaults } from '#platform/config/read.ts'
import { freePort } from '#test/support/free-port.ts'
import { testLogger } from '#test/support/quiet.ts'
import { scratchFolder } from '#test/support/scratch-folder.ts'
import { findBrowser } from '../../tools/browser.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** A busy machine draws slowly; what is not there by then will not come. */
const PATIENCE_MS = 60_000

export const OWNER = { name: 'Olivia Brandt', email: 'olivia@example.org', password: 'nine grey boats at anchor' } as const
export const ORGANISATION = 'Nordlicht Software'

export interface Visitor {
  readonly page: Page
  /** What the browser complained about; empty when all is well. */
  readonly faults: readonly string[]
}

export class Installation {
  readonly url: string
  readonly setupPath: string
  readonly #server: Server
  readonly #browser: Browser

  private constructor(server: Server, browser: Browser) {
    this.#server = server
    this.#browser = browser
    this.url = server.url.replace('127.0.0.1', 'localhost')
    this.setupPath = pathOf(server.setupLink ?? '')
  }

  static async open(): Promise<Installation> {
    // A port that is known before the start, because passkeys belong to the address that PUBLIC_URL names.
    const read = readConfig({ PORT: String(await freePort()), PITCREW_DATA: scratchFolder() }, process.cwd())
    if (!read.ok) throw new Error(tellFaults(read.faults))
    const [server, found] = await Promise.all([startServer({ config: read.config, logger: testLogger }), findBrowser(() => undefined)])
    const browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args],
      env: found.env,
    })
    return new Installation(server, browser)
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.stop()
  }

  /** Somebody with a browser of their own: cookies and storage are theirs alone. */
  async visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      baseURL: this.url,
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      ...options,
    })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => {
      // The browser itself reports every refused request; those that matter are counted below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
    })
    return { page, faults }
  }
}

/** A link that was made for another host name, on ours. */
export function pathOf(link: string): string {
  const { pathname, hash } = new URL(link)
  return pathname + hash
}

interface AxeResult {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds on the page as it stands, one line each. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  // What fades in has too little contrast for a moment; a tooltip may do so long after what it tells about got the focus.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForFunction(() => document.getAnimations().every(({ effect }) => effect?.getComputedTiming().endTime === Infinity))
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: AxeResult[] }> } }
    return (await axe.run()).violations
  })
  await page.emulateMedia({ reducedMotion: null })
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`))
}
