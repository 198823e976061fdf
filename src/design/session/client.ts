/**
 * How screens reach the server. The shell hands a caller in through context, each part asks for a client typed by its own
 * contract (a type import: schemas and their library stay out of the browser), and screens read and write with these hooks.
 */
import { createContext, useContext, useMemo } from 'react'
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { AnswerOf, CallOf, Contract } from '#kit/contract.ts'
import type { FieldFault } from '#kit/fault.ts'

export interface CallOptions {
  /** The version that was read; needed on writes of versioned records. */
  readonly ifMatch?: number
  readonly signal?: AbortSignal
  /** The same key gives the same effect once; for what is tried again by itself or by a button. */
  readonly idempotencyKey?: string
  /** Called with the bytes of a file that have left so far. */
  readonly onSent?: (bytes: number) => void
}

/** Calls a route by its id. Rejects with a Problem. */
export type Caller = (routeId: string, call: object, options?: CallOptions) => Promise<unknown>

/** A refusal or failure as the server words it (RFC 9457), or the network's silence as status 0. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly help: string
  readonly fields: readonly FieldFault[]
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(told: {
    status: number
    code: string
    title: string
    help?: string | undefined
    fields?: readonly FieldFault[] | undefined
    requestId?: string | undefined
    retryAfterSeconds?: number | undefined
  }) {
    super(told.title)
    this.name = 'Problem'
    this.status = told.status
    this.code = told.code
    this.help = told.help ?? ''
    this.fields = told.fields ?? []
    this.requestId = told.requestId
    this.retryAfterSeconds = told.retryAfterSeconds
  }

  /** What is wrong with one field of the body. */
  of(field: string): string | undefined {
    return this.fields.find((fault) => fault.field === `body.${field}` || fault.field === field)?.message
  }
}

const CallerContext = createContext<Caller>(() => Promise.reject(new Error('no caller in context')))
export const CallerProvider = CallerContext.Provider

/** For what is not tied to one contract, such as the palette. */
export function useCaller(): Caller {
  return useContext(CallerContext)
}

export interface Client<C extends Contract> {
  readonly part: string
  call<K extends keyof C & string>(name: K, call: CallOf<C[K]>, options?: CallOptions): Promise<AnswerOf<C[K]>>
}

/** The client of one part; routes are called by the short names of its contract, whose ids are `<part>.<name>`. */
export function useClient<C extends Contract>(part: string): Client<C> {
  const caller = useCaller()
  return useMemo(
    () => ({ part, call: (name, call, options) => caller(`${part}.${name}`, call, options) as Promise<never> }),
    [caller, part],
  )
}

export interface ReadOptions<T = unknown> {
  readonly enabled?: boolean
  /** Shows the last answer while another one is fetched, for filters. */
  readonly keep?: boolean
  /** Reads again so often; a function of the last answer may say undefined for never. */
  readonly everyMs?: number | ((data: T | undefined) => number | undefined)
}

/** Reads through the cache: what was seen before shows at once and is refreshed behind. Live events refetch by part. */
export function useRead<C extends Contract, K extends keyof C & string>(
  client: Client<C>,
  name: K,
  call: CallOf<C[K]>,
  options: ReadOptions<AnswerOf<C[K]>> = {},
): UseQueryResult<AnswerOf<C[K]>, Problem> {
  const { everyMs } = options
  return useQuery<AnswerOf<C[K]>, Problem>({
    queryKey: [client.part, name, call],
    queryFn: ({ signal }) => client.call(name, call, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    refetchInterval: (query) => (typeof everyMs === 'function' ? everyMs(query.state.data) : everyMs) ?? false,
  })
}

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** Reads a keyset-paged list page by page. */
export function usePages<C extends Contract, K extends keyof C & string>(client: Client<C>, name: K, call: CallOf<C[K]>) {
  type Row = AnswerOf<C[K]> extends Page<infer T> ? T : never
  const query = useInfiniteQuery({
    queryKey: [client.part, name, 'pages', call],
    queryFn: ({ signal, pageParam }) => {
      const before = (call as { query?: object }).query
      const paged = { ...(call as object), query: { ...before, ...(pageParam ? { cursor: pageParam } : {}) } }
      return client.call(name, paged as never, { signal }) as Promise<Page<Row>>
    },
    initialPageParam: '',
    getNextPageParam: (last: Page<Row>) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.items),
    error: query.error as Problem | null,
    more: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    refetch: () => void query.refetch(),
  }
}

/** Refetches whatever is on screen of these parts, and forgets the rest of theirs. */
export function refresh(queries: QueryClient, parts: readonly string[]): Promise<void> {
  return queries.invalidateQueries({ predicate: (query) => parts.includes(String(query.queryKey[0])) })
}

export interface Write<Input, Output> {
  readonly run: (input: Input) => void
  readonly runAsync: (input: Input) => Promise<Output>
  readonly pending: boolean
  readonly problem: Problem | null
  readonly reset: () => void
}

/** Writes, then refreshes the parts it touched. The problem is for the form to show; a write without a form passes `failed`. */
export function useWrite<Input, Output>(
  write: (input: Input) => Promise<Output>,
  options: {
    readonly touches: readonly string[]
    readonly done?: (output: Output, input: Input) => void
    readonly failed?: (problem: Problem) => void
  },
): Write<Input, Output> {
  const queries = useQueryClient()
  const mutation = useMutation<Output, Problem, Input>({
    mutationFn: write,
    onSuccess: async (output, input) => {
      await refresh(queries, options.touches)
      options.done?.(output, input)
    },
    onError: (problem) => options.failed?.(problem),
  })
  return {
    run: mutation.mutate,
    runAsync: mutation.mutateAsync,
    pending: mutation.isPending,
    problem: mutation.error,
    reset: mutation.reset,
  }
}
