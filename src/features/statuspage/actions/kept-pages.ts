/**
 * The finished pages of this node: in memory, and on its disk for the next start. They are made anew when the log tells of something
 * that they show, and at the moment at which time alone changes them; while a store is away they stay as they are and say as of when
 * they are true.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SealedEvent } from '#kit/event.ts'
import type { Platform } from '#platform/platform.ts'
import type { PublicPage } from '../domain/public-page.ts'

/** Raised when the form of what is kept changes: files of another form are left alone and made anew. */
const FORM = 4

export interface KeptNeeds {
  readonly platform: Pick<Platform, 'config' | 'clock' | 'log' | 'logger'>
  /** Undefined when the page is gone. */
  readonly build: (id: string) => Promise<PublicPage | undefined>
  /** UUIDs of all pages. */
  readonly list: () => Promise<readonly string[]>
}

export class KeptPages {
  readonly #needs: KeptNeeds
  readonly #folder: string
  readonly #pages = new Map<string, PublicPage>()
  /** Paths by host: every request of the program asks. */
  #paths: ReadonlyMap<string, string> = new Map()
  readonly #stale = new Set<string>()
  readonly #read: Promise<void>
  #isFollowing = false
  #isListed = false

  constructor(needs: KeptNeeds) {
    this.#needs = needs
    this.#folder = path.join(needs.platform.config.dataFolder, 'status-pages')
    // At once, so that pages are there before a store was asked anything, and hosts of theirs before the first request.
    this.#read = this.#readFiles()
  }

  /** Published and open to everybody, by short name. */
  async openPage(slug: string): Promise<PublicPage | undefined> {
    await this.#read
    for (const page of this.#pages.values()) if (page.slug === slug && isOpen(page)) return page
    return undefined
  }

  /** All that are published and open to everybody. */
  async openPages(): Promise<readonly PublicPage[]> {
    await this.#read
    return [...this.#pages.values()].filter(isOpen)
  }

  /** The same as `openPage`, of one that has a host of its own. */
  async sitePage(slug: string): Promise<PublicPage | undefined> {
    const page = await this.openPage(slug)
    return page?.domain === null ? undefined : page
  }

  /** Below which path a host is answered: that of a page, whatever its state, so that nothing else is ever seen there. */
  pathOfHost(host: string): string | undefined {
    return this.#paths.get(host)
  }

  #placeHosts(): void {
    this.#paths = new Map(
      [...this.#pages.values()].flatMap(({ domain, slug }) => (domain === null ? [] : [[domain, `/status-site/${slug}`]])),
    )
  }

  /** Whatever its state; `linkNumber` must be that of its newest private link. */
  async linkedPage(of: { readonly pageId: string; readonly number: number }): Promise<PublicPage | undefined> {
    await this.#read
    const page = this.#pages.get(of.pageId)
    return page?.linkNumber === of.number ? page : undefined
  }

  /** Whatever its state; for whoever holds something that was made for this page. */
  async page(id: string): Promise<PublicPage | undefined> {
    await this.#read
    return this.#pages.get(id)
  }

  /** Makes anew what changed. Throws while a store is away; what is stale stays so. */
  async run(): Promise<void> {
    await this.#read
    this.#follow()
    const now = this.#needs.platform.clock.now()
    if (!this.#isListed) await this.#listAll()
    for (const { id, changesAt } of this.#pages.values()) if (changesAt <= now) this.#stale.add(id)
    for (const id of this.#stale) {
      // Before building: what is heard meanwhile makes it stale once more.
      this.#stale.delete(id)
      await this.#renew(id).catch((error: unknown) => {
        this.#stale.add(id)
        throw error
      })
    }
  }

  /** Once: from then on the log tells of new ones. What is on the disk may have gone meanwhile. */
  async #listAll(): Promise<void> {
    for (const id of [...(await this.#needs.list()), ...this.#pages.keys()]) this.#stale.add(id)
    this.#isListed = true
  }

  /** For as long as the process lives. */
  #follow(): void {
    if (this.#isFollowing) return
    this.#needs.platform.log.follow((events) => this.#hear(events))
    this.#isFollowing = true
  }

  #hear(events: readonly SealedEvent[]): void {
    for (const { kind, record, scope, particulars } of events) {
      if (kind.startsWith('status_page.')) this.#stale.add(record.id)
      else if (kind.startsWith('status_post.')) this.#stale.add(String(particulars['pageId']))
      else if (FOLLOWED.some((area) => kind.startsWith(area))) this.#touch(scope.applicationId)
    }
  }

  #touch(applicationId: string | null): void {
    if (applicationId === null) return
    for (const { id, applicationIds } of this.#pages.values()) if (applicationIds.includes(applicationId)) this.#stale.add(id)
  }

  async #renew(id: string): Promise<void> {
    const page = await this.#needs.build(id)
    const file = path.join(this.#folder, `${id}.json`)
    if (page === undefined) {
      this.#pages.delete(id)
      this.#placeHosts()
      return rm(file, { force: true })
    }
    this.#pages.set(id, page)
    this.#placeHosts()
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(`${file}.new`, JSON.stringify({ form: FORM, page }), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }

  async #readFiles(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      try {
        const { form, page } = JSON.parse(await readFile(path.join(this.#folder, name), 'utf8')) as { form: number; page: PublicPage }
        if (form === FORM && !this.#pages.has(page.id)) this.#pages.set(page.id, page)
      } catch (error) {
        this.#needs.platform.logger.warn({ error, file: name }, 'a kept status page cannot be read; it is made anew')
      }
    }
    this.#placeHosts()
  }
}

const isOpen = ({ pageState, isPrivate }: PublicPage): boolean => pageState === 'published' && !isPrivate

/** Whose events change how components are, or what they follow. */
const FOLLOWED = ['check.', 'environment.', 'application.'] as const
