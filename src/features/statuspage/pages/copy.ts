/** A page as files that need no server of ours: what a reader opens first comes last, so that no link leads to what is not there yet. */
import { LANGUAGES } from '#kit/language.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { PublicPage } from '../domain/public-page.ts'
import { siteOf } from '../domain/site.ts'
import { copyPath } from './addresses.ts'
import type { Place } from './document.ts'
import { documentAt, FIXED_DOCUMENTS } from './document-at.ts'
import { historyLength } from './history.ts'

export interface CopiedFile {
  /** Below the folder of the page. */
  readonly path: string
  readonly body: Buffer
  readonly mediaType: string
}

export interface CopyPlace {
  /** Address of this server; following leads there. */
  readonly publicUrl: string
  /** Address below which the folders of all pages are read. */
  readonly copyUrl: string
}

/** In the order in which they are to be put there; those of one list in any order. Nothing of a page that is not open to everybody. */
export function copyOf(all: PublicPage, where: CopyPlace): readonly (readonly CopiedFile[])[] {
  if (all.pageState !== 'published' || all.isPrivate) return []
  const page = withoutDrawing(all)
  const files = FIXED_DOCUMENTS.filter((rest) => rest !== '' && rest !== 'history')
  const histories = Array.from({ length: historyLength(page) }, (_, index) => (index === 0 ? 'history' : `history/${index + 1}`))
  const inLanguages = (rests: readonly string[]) =>
    rests.flatMap((rest) => LANGUAGES.flatMap((language) => fileOf(place(page, where, language, rest), rest)))
  return [
    inLanguages(page.posts.map(({ id }) => `posts/${id}`)),
    [...inLanguages(histories), ...files.flatMap((rest) => fileOf(place(page, where, page.language, rest), rest))],
    inLanguages(['']),
  ]
}

/** A server of files sends no policy along that would keep a drawing, opened by itself, from running scripts at its host. */
function withoutDrawing(page: PublicPage): PublicPage {
  return page.logo?.mediaType === 'image/svg+xml' ? { ...page, logo: null } : page
}

function place(page: PublicPage, { publicUrl, copyUrl }: CopyPlace, language: PublicPage['language'], rest: string): Place {
  const copied = { path: copyPath(page, rest, language), servedAt: siteOf(publicUrl, page) }
  return { page, base: `${copyUrl}/${page.slug}`, isPrivate: false, language, isChosen: false, copied }
}

function fileOf(at: Place, rest: string): readonly CopiedFile[] {
  const document: PublicDocument | undefined = documentAt(at, rest)
  if (document === undefined || at.copied === undefined) return []
  return [{ path: at.copied.path, body: Buffer.from(document.body), mediaType: document.mediaType }]
}
