/**
 * Addresses. A screen is a path and the state that its address carries; parts declare theirs in `ui/screens.ts`, the shell
 * makes routes of them. Pages read and write their address through `useScreen`, links are built by `href`: no path is
 * written twice. Kept apart from the router's own registry of routes, which would make every page depend on the shell.
 */
import { useCallback } from 'react'
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { keepScope } from './scope.ts'

type ParamNames<P extends string> = P extends `${string}$${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}$${infer Name}`
    ? Name
    : never
export type ParamsOf<P extends string> = { readonly [K in ParamNames<P>]: string }
export type Search = Readonly<Record<string, unknown>>

export interface Screen<P extends string = string, S = Search> {
  readonly path: P
  /** Reads what the address carries; whatever is not understood falls back, an address never fails. */
  readonly search: (raw: Search) => S
}

/** Declares a screen: `screen('/applications/$application', (raw) => ({ tab: oneOf(raw['tab'], tabs) }))`. */
export function screen<const P extends `/${string}`, S = Record<never, never>>(path: P, search?: (raw: Search) => S): Screen<P, S> {
  return { path, search: search ?? (() => ({}) as S) }
}

/** A text from the address, or undefined. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** One of a closed list from the address, or undefined. */
export function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value)
}

/** The address of a screen. Unset search entries are left out. */
export function href<P extends string, S>(target: Screen<P, S>, params: ParamsOf<P>, search?: Partial<S>): string {
  const path = target.path.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent((params as Record<string, string>)[name] ?? ''))
  const entries = Object.entries(search ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()
  return query ? `${path}?${query}` : path
}

/** The address of the page one is on, typed by its screen. */
export function useScreen<P extends string, S>(current: Screen<P, S>) {
  const raw = useSearch({ strict: false })
  const params = useParams({ strict: false }) as ParamsOf<P>
  const { history } = useRouter()
  /** Changes what the address carries; undefined takes an entry out. Replaces the history entry, so that Back leaves the page. */
  const update = useCallback(
    (change: Partial<{ [K in keyof S]: S[K] | undefined }>) => {
      const { pathname, search } = history.location
      const next = new URLSearchParams(search)
      for (const [name, value] of Object.entries(change)) {
        if (typeof value === 'string' && value !== '') next.set(name, value)
        else next.delete(name)
      }
      const text = next.toString()
      history.replace(text ? `${pathname}?${text}` : pathname)
    },
    [history],
  )
  return { params, search: current.search(raw), update }
}

/** Goes to an address made by `href`. */
export function useGo() {
  const { history } = useRouter()
  return useCallback(
    (to: string, options: { readonly replace?: boolean } = {}) => {
      const address = keepScope(to, history.location.search)
      if (options.replace) history.replace(address)
      else history.push(address)
    },
    [history],
  )
}
