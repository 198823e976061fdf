/**
 * Hands the API client to the screens. Turns its refusals into Problems and keeps watch over whether the server answers at
 * all, so that the frame can say so calmly and screens need not.
 */
import { useSyncExternalStore } from 'react'
import { i18n } from '@lingui/core'
import { sentenceIn } from '#design/navigation/sentences.ts'
import { type Caller, Problem } from '#design/session/client.ts'
import { ApiProblem, openClient } from '../api/client.ts'

/** Statuses of a server that is not there: our own while a store restarts, or a proxy's. */
const UNREACHED = [0, 502, 503, 504]

/** Identity's refusal of a dangerous act until one has proved anew who one is. */
const PROOF_NEEDED = 'identity.reauthentication_needed'

/** `prove` asks the person once, however many calls wait for it; false when they would rather not. */
export function createCaller(prove: () => Promise<boolean>): Caller {
  const client = openClient({ baseUrl: '' })
  const call = client.call as (routeId: string, call: object, options?: object) => Promise<unknown>
  const once: Caller = async (routeId, given, options) => {
    try {
      const answer = await call(routeId, given, options)
      tellReach(true)
      return answer
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      tellReach(!UNREACHED.includes(error.status))
      throw await problemOf(error)
    }
  }
  return async (routeId, given, options) => {
    try {
      return await once(routeId, given, options)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== PROOF_NEEDED || !(await prove())) throw error
      return once(routeId, given, options)
    }
  }
}

async function problemOf(error: ApiProblem): Promise<Problem> {
  const { status, code, fields, requestId, retryAfterSeconds } = error
  const isUnreached = UNREACHED.includes(status)
  const said = code === 'client.unreachable' ? unreachedWords(status) : await refusalWords(error)
  const help = isUnreached ? i18n.t('Nothing that was saved is lost. The console keeps trying.') : said.help
  return new Problem({ status, code, title: said.title, help, fields: await faultsOf(fields), requestId, retryAfterSeconds })
}

function unreachedWords(status: number): { readonly title: string; readonly help?: string } {
  if (status === 0) return { title: i18n.t('Pitcrew cannot be reached.') }
  return { title: i18n.t('Something between here and Pitcrew answered with status {status}.', { status }) }
}

/** What the server says; in other languages than its own what the code says. */
async function refusalWords({ code, message, help }: ApiProblem): Promise<{ readonly title: string; readonly help: string | undefined }> {
  if (i18n.locale === 'en') return { title: message, help }
  const { refusals } = await import('./refusals.gen.ts')
  const say = (key: string, sentence: string) => sentenceIn(refusals, { kind: key, sentence, particulars: {} })
  return { title: say(code, message), help: say(`${code}.help`, help ?? '') }
}

async function faultsOf(fields: ApiProblem['fields']): Promise<ApiProblem['fields']> {
  if (i18n.locale === 'en' || fields.length === 0) return fields
  const { fieldWords } = await import('./field-words.ts')
  return fields.map(({ field, message }) => ({ field, message: fieldWords(message) }))
}

let reachable = true
const watchers = new Set<() => void>()

function tellReach(now: boolean): void {
  if (now === reachable) return
  reachable = now
  for (const watcher of watchers) watcher()
}

function watchReach(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether the last call found the server answering. */
export function useReachable(): boolean {
  return useSyncExternalStore(watchReach, () => reachable)
}
