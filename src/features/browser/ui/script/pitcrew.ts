/**
 * `pitcrew.js`: what real browsers experience on a page, told to an installation of Pitcrew.
 *
 *     <script async crossorigin="anonymous" src="https://pitcrew.example/pitcrew.js" data-dsn="https://…@pitcrew.example/sentry/…"></script>
 *
 * No cookie and nothing else is stored; the name of a session is random, lives in the memory of the page and ends with it. Who asks not
 * to be tracked (Do Not Track, Global Privacy Control) sends nothing. Nothing is evaluated and no markup is made, so that a strict
 * content policy needs the script's address and `connect-src` of the installation, and no more. Whatever fails in here stays in here.
 */
import { routeOf } from '../../domain/route.ts'
import { envelopeOf } from './errors.ts'
import { hearAll, navigationOf, observe, startOf, watchVitals } from './vitals.ts'

type Item = readonly [kind: string, at: number, route: string, name: string, value: number, status: number]

/** Sent so often while there is something. */
const SEND_EVERY_MS = 10_000
const ITEMS_MAX = 100
/** Of one page load; a page that fails in a loop tells it this often. */
const ERRORS_MAX = 20
const FETCHES_MAX = 200

interface Settings {
  readonly dsn: string
  /** Base address of the installation. */
  readonly base: string
  readonly key: string
  readonly project: string
  readonly release: string | undefined
  readonly origins: readonly string[]
  readonly hasTrace: boolean
}

interface Told {
  /** Counts the use of a feature, such as `checkout`. */
  track: (name: string) => void
}

declare global {
  var pitcrew: Told | undefined
}

function settingsOf(script: HTMLScriptElement | null): Settings | undefined {
  const { dsn = '', sample = '1', release, origins = '', trace } = script?.dataset ?? {}
  const [, scheme, key, host, project] = /^(https?:\/\/)(\w+)@(.+)\/sentry\/(\d+)$/.exec(dsn) ?? []
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { doNotTrack?: string | null; globalPrivacyControl?: boolean }
  const isRefused = doNotTrack === '1' || globalPrivacyControl === true || Math.random() >= Number(sample)
  if (isRefused || key === undefined || project === undefined) return undefined
  const allowed = [location.origin, ...origins.split(' ').filter(Boolean)]
  return { dsn, base: `${scheme}${host}`, key, project, release, origins: allowed, hasTrace: trace === 'yes' }
}

const hex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** What one page keeps until it is sent. */
interface Page {
  readonly settings: Settings
  readonly landing: string
  readonly route: () => string
  add: (kind: string, name: string, value: number, more?: { readonly status?: number; readonly route?: string }) => void
  send: () => void
  post: (path: string, body: string) => void
}

function watch(settings: Settings): Told {
  const page = openPage(settings)
  watchLoads(page)
  watchRequests(page)
  watchErrors(page)
  watchTime(page)
  setInterval(page.send, SEND_EVERY_MS)
  if (settings.hasTrace) tellTrace()
  return { track: (name: unknown) => page.add('feature', String(name), 1) }
}

function openPage(settings: Settings): Page {
  const session = hex(8)
  const items: Item[] = []
  const landing = routeOf(location.pathname)
  let current = landing
  const add: Page['add'] = (kind, name, value, { status = 0, route = current } = {}) => {
    if (items.length < ITEMS_MAX) items.push([kind, performance.now(), route, name.slice(0, 100), value, status])
  }
  const post: Page['post'] = (path, body) => {
    // Text, so that the browser need not ask before; without cookies; and it goes out although the page is left.
    const sent = { method: 'POST', body, keepalive: true, credentials: 'omit', referrerPolicy: 'no-referrer' } as const
    fetch(settings.base + path, sent).catch(() => undefined)
  }
  const send = (): void => {
    if (items.length === 0) return
    const now = performance.now()
    const told = items.splice(0).map(([kind, at, ...rest]) => [kind, Math.round(now - at), ...rest])
    const body = JSON.stringify({ session, release: settings.release, items: told })
    post(`/api/pitcrew/v1/browser/${settings.project}?key=${settings.key}`, body)
  }
  onRoutes((route) => {
    if (route === current) return
    current = route
    add('route', '', 0)
  })
  return { settings, landing, route: () => current, add, send, post }
}

/** Hears of routes that a page changes by itself. */
function onRoutes(changed: (route: string) => void): void {
  const tell = (): void => changed(routeOf(location.pathname))
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history)
    history[name] = (...sent: Parameters<History['pushState']>) => {
      original(...sent)
      tell()
    }
  }
  addEventListener('popstate', tell)
}

function watchLoads({ add, landing }: Page): void {
  const loaded = (): void => add('view', '', Math.max(0, (navigationOf()?.loadEventEnd ?? 0) - startOf()), { route: landing })
  // After the load event, when its end is known.
  if (document.readyState === 'complete') setTimeout(loaded)
  else addEventListener('load', () => setTimeout(loaded))
  addEventListener('pageshow', (event) => {
    if (event.persisted) add('view', 'back', 0)
  })
}

function watchRequests({ add, settings }: Page): void {
  let told = 0
  observe('resource', (entry) => {
    const { initiatorType, name, duration, responseStatus } = entry as PerformanceResourceTiming
    if (!/^(fetch|xmlhttprequest)$/.test(initiatorType) || told >= FETCHES_MAX || isOwn(name, settings)) return
    const { origin, host, pathname } = new URL(name)
    if (!settings.origins.includes(origin)) return
    told += 1
    add('fetch', (origin === location.origin ? '' : host) + routeOf(pathname), duration, { status: responseStatus })
  })
}

/** What this script itself sends. */
const isOwn = (url: string, { base }: Settings): boolean =>
  url.startsWith(`${base}/api/pitcrew/v1/browser/`) || url.startsWith(`${base}/sentry/`)

function watchErrors({ post, settings, route }: Page): void {
  let told = 0
  const failed = (thrown: unknown): void => {
    if (thrown === undefined || thrown === null || told >= ERRORS_MAX) return
    told += 1
    const place = { dsn: settings.dsn, release: settings.release, route: route(), origin: location.origin }
    post(`/sentry/api/${settings.project}/envelope/?sentry_key=${settings.key}`, envelopeOf(thrown, hex(16), place))
  }
  addEventListener('error', (event) => failed(event.error))
  addEventListener('unhandledrejection', (event) => failed(event.reason))
}

/** Vitals once, when the page is first hidden or left; the time for which it was looked at, piece by piece. */
function watchTime({ add, send, landing }: Page): void {
  const vitals = watchVitals()
  let isTold = false
  let shownAt = performance.now()
  const leave = (): void => {
    hearAll()
    if (!isTold) for (const [name, value] of vitals()) add('vital', name, value, { route: landing })
    isTold = true
    add('time', '', performance.now() - shownAt)
    shownAt = performance.now()
    send()
  }
  addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? leave() : void (shownAt = performance.now())), true)
  addEventListener('pagehide', () => (document.visibilityState === 'visible' ? leave() : undefined), true)
}

/** Names a trace to servers of the page's own origin, which then continue it. */
function tellTrace(): void {
  const original = globalThis.fetch.bind(globalThis)
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin !== location.origin || request.headers.has('traceparent')) return original(input, init)
    request.headers.set('traceparent', `00-${hex(16)}-${hex(8)}-01`)
    return original(request)
  }
}

const settings = settingsOf(document.currentScript as HTMLScriptElement | null)
globalThis.pitcrew ??= settings ? watch(settings) : { track: () => undefined }
