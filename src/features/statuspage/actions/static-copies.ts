/**
 * Copies of public pages elsewhere, as files. This node's finished pages are compared with what was put there; one node at a time
 * copies a page, and what it puts there is noted before, so that a node that dies leaves nothing behind that nobody knows of. Serving
 * does not wait for it.
 */
import { createHash } from 'node:crypto'
import { Fault } from '#kit/fault.ts'
import { later, MINUTE_MS } from '#kit/time.ts'
import { filesCodes } from '#platform/files/codes.ts'
import type { Outlet } from '#platform/files/outlet.ts'
import type { Platform } from '#platform/platform.ts'
import { COPY_PROBLEMS, nextTryAt, planCopy, type CopiedFiles, type CopyProblem } from '../domain/copies.ts'
import type { PublicPage } from '../domain/public-page.ts'
import * as store from '../store/copies.ts'
import type { CopyRow, CopyState } from '../store/copies.ts'

/** A node that died is waited for as long; one that takes longer goes on at the next try where it was. */
const CLAIM_MS = 5 * MINUTE_MS
/** Files that are on their way at once. */
const TOGETHER = 8
/** As fresh as what this server itself answers. */
const FRESH_SECONDS = 30
const DETAIL_LENGTH_MAX = 300

interface CopiedFile {
  readonly path: string
  readonly body: Buffer
  readonly mediaType: string
}

export interface CopyNeeds {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'logger'>
  readonly outlet: Outlet
  /** Finished pages of this node, published and open to everybody. */
  readonly pages: () => Promise<readonly PublicPage[]>
  /** Lists in the order in which they are to be put there. */
  readonly make: (page: PublicPage) => readonly (readonly CopiedFile[])[]
}

export class StaticCopies {
  readonly #needs: CopyNeeds
  /** Finished pages of which this node knows that they, or newer ones, are there. */
  readonly #there = new WeakSet<PublicPage>()

  constructor(needs: CopyNeeds) {
    this.#needs = needs
  }

  /** Throws while the store is away. After a failure the rest waits for the next turn. */
  async run(): Promise<void> {
    const { platform, outlet, pages } = this.#needs
    const now = platform.clock.now()
    const open = (await pages()).filter((page) => !this.#there.has(page))
    const copies = await platform.work.read(store.listCopies)
    const known = new Map(copies.map((copy) => [copy.pageId, copy]))
    for (const gone of copies) if (!gone.isOpen && gone.nextAt <= now && !(await this.#withdraw(gone.pageId))) return
    for (const page of open) {
      const copy = known.get(page.id)
      if (isThere(copy, page, outlet)) this.#there.add(page)
      else if ((copy === undefined || copy.nextAt <= now) && !(await this.#copy(page))) return
    }
  }

  async #copy(page: PublicPage): Promise<boolean> {
    const { platform, outlet, make } = this.#needs
    const now = platform.clock.now()
    const claim = { pageId: page.id, outlet: outlet.name, now, until: later(now, CLAIM_MS) }
    const row = await platform.work.run((tx) => store.claimCopy(tx, claim))
    if (row === undefined) return true
    return this.#settling(row, async (there) => {
      // What lies in another folder or bucket cannot be reached any more; what lies under a former short name goes first.
      if (row.outlet !== outlet.name) there.files = {}
      else if (row.slug !== page.slug) await this.#empty(row, there)
      await this.#put(page, make(page), there)
      const at = platform.clock.now()
      await platform.work.run((tx) => store.settleCopy(tx, { pageId: page.id, files: there.files, builtAt: page.builtAt, at }))
      this.#there.add(page)
    })
  }

  async #put(page: PublicPage, lists: readonly (readonly CopiedFile[])[], there: There): Promise<void> {
    const { platform, outlet } = this.#needs
    const wanted = Object.fromEntries(lists.flat().map(({ path, body }) => [path, createHash('sha256').update(body).digest('hex')]))
    const { put, remove, meanwhile } = planCopy(there.files, wanted)
    there.files = meanwhile
    const noted = { pageId: page.id, outlet: outlet.name, slug: page.slug, files: meanwhile }
    await platform.work.run((tx) => store.noteCopy(tx, noted))
    const changed = new Set(put)
    for (const list of lists) {
      const due = list.filter(({ path }) => changed.has(path))
      await together(due, async ({ path, ...file }) => {
        await outlet.put(`${page.slug}/${path}`, { ...file, freshSeconds: FRESH_SECONDS })
        there.files = { ...there.files, [path]: wanted[path] ?? null }
      })
    }
    await this.#remove(page.slug, remove, there)
  }

  async #withdraw(pageId: string): Promise<boolean> {
    const { platform, outlet } = this.#needs
    const now = platform.clock.now()
    const row = await platform.work.run((tx) => store.claimWithdrawal(tx, { pageId, now, until: later(now, CLAIM_MS) }))
    if (row === undefined) return true
    return this.#settling(row, async (there) => {
      if (row.outlet === outlet.name) await this.#empty(row, there)
      await platform.work.run((tx) => store.dropCopy(tx, pageId))
    })
  }

  #empty({ slug, files }: CopyRow, there: There): Promise<void> {
    // The page itself first: nothing leads to the rest any more.
    const paths = Object.keys(files).toSorted((one, other) => Number(isFirst(other)) - Number(isFirst(one)))
    return this.#remove(slug, paths, there)
  }

  async #remove(slug: string, paths: readonly string[], there: There): Promise<void> {
    for (const path of paths) {
      await this.#needs.outlet.remove(`${slug}/${path}`)
      const { [path]: _gone, ...rest } = there.files
      there.files = rest
    }
  }

  /** False after a failure of the other side, which is noted with what is there by then. */
  async #settling(row: CopyRow, work: (there: There) => Promise<void>): Promise<boolean> {
    const there: There = { files: row.files }
    try {
      await work(there)
      return true
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      await this.#fail(row, { files: there.files, problem, error: error as Fault })
      return false
    }
  }

  async #fail(
    { pageId, failures: before }: CopyRow,
    { files, problem, error }: { readonly files: CopiedFiles; readonly problem: CopyProblem; readonly error: Fault },
  ): Promise<void> {
    const { platform } = this.#needs
    const at = platform.clock.now()
    const failures = before + 1
    const detail = (error.internal ?? '').slice(0, DETAIL_LENGTH_MAX)
    if (before === 0) platform.logger.warn({ err: error, page: pageId }, 'a copy of a status page could not be put elsewhere; trying again')
    await platform.work.run((tx) => store.failCopy(tx, { pageId, files, failures, problem, detail, at, nextAt: nextTryAt(at, failures) }))
  }
}

/** What may be there by now. */
interface There {
  files: CopiedFiles
}

const isFirst = (path: string): boolean => /^index\b/.test(path)

/** Another node may have put a newer one there. */
function isThere(copy: CopyState | undefined, page: PublicPage, outlet: Outlet): boolean {
  if (copy === undefined || copy.builtAt === null || copy.problem !== null) return false
  return copy.outlet === outlet.name && copy.slug === page.slug && copy.builtAt > page.builtAt
}

/** Undefined for what is no failure of the other side. */
function problemOf(error: unknown): CopyProblem | undefined {
  if (!(error instanceof Fault)) return undefined
  return COPY_PROBLEMS.find((problem) => filesCodes[problem] === error.code)
}

async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += TOGETHER) {
    const settled = await Promise.allSettled(items.slice(at, at + TOGETHER).map(work))
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }
}
