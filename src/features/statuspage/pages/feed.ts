/** Posts as Atom (RFC 4287) and RSS 2.0, one entry for each post with its newest update first. */
import { escapeHtml } from '#kit/html.ts'
import { toDate, toIso } from '#kit/time.ts'
import type { PublicDocument } from '#platform/module.ts'
import type { PublicPost } from '../domain/public-page.ts'
import { addressOf } from './addresses.ts'
import { documentOf, type Place } from './document.ts'
import { timeWords, wordsIn } from '../domain/reader-words.ts'

/** What readers' programs fetch every few minutes. */
const ENTRIES_MAX = 25

const newest = (post: PublicPost) => post.updates[0]?.releasedAt ?? post.startedAt

function textOf({ page }: Place, post: PublicPost): string {
  const words = wordsIn[page.language]
  return post.updates
    .map(
      ({ phase, text, releasedAt }) =>
        `<p><strong>${words.phase[phase]}</strong>, ${timeWords(page.language, releasedAt)}<br>${escapeHtml(text)}</p>`,
    )
    .join('')
}

export function atomFeed(place: Place): PublicDocument {
  const { page } = place
  const posts = page.posts.slice(0, ENTRIES_MAX)
  const entries = posts.map(
    (post) => `<entry><id>urn:uuid:${post.id}</id><title>${escapeHtml(post.title)}</title><updated>${toIso(newest(post))}</updated>
<published>${toIso(post.updates.at(-1)?.releasedAt ?? post.startedAt)}</published><link href="${escapeHtml(addressOf(place, `posts/${post.id}`))}"/>
<content type="html">${escapeHtml(textOf(place, post))}</content></entry>`,
  )
  const updated = posts.map(newest).toSorted((one, other) => other - one)[0] ?? page.range.from
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${page.language}"><id>urn:uuid:${page.id}</id><title>${escapeHtml(page.name)}</title>
<updated>${toIso(updated)}</updated><author><name>${escapeHtml(page.name)}</name></author>
<link rel="self" href="${escapeHtml(addressOf(place, 'feed.atom'))}"/><link href="${escapeHtml(addressOf(place))}"/>
${entries.join('\n')}
</feed>
`
  return documentOf(place, { mediaType: 'application/atom+xml; charset=utf-8', body })
}

export function rssFeed(place: Place): PublicDocument {
  const { page } = place
  const items = page.posts.slice(0, ENTRIES_MAX).map(
    (
      post,
    ) => `<item><guid isPermaLink="false">${post.id}</guid><title>${escapeHtml(post.title)}</title><link>${escapeHtml(addressOf(place, `posts/${post.id}`))}</link>
<pubDate>${toDate(newest(post)).toUTCString()}</pubDate><description>${escapeHtml(textOf(place, post))}</description></item>`,
  )
  const body = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escapeHtml(page.name)}</title><link>${escapeHtml(addressOf(place))}</link>
<description>${escapeHtml(page.intro || page.name)}</description><language>${page.language}</language>
${items.join('\n')}
</channel></rss>
`
  return documentOf(place, { mediaType: 'application/rss+xml; charset=utf-8', body })
}
