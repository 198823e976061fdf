/**
 * Markdown to HTML that can do nothing: for mails on the server, and for screens, where the browser's own sanitiser goes over it
 * once more. HTML inside a text is shown as text, addresses that run something lead nowhere, and pictures from elsewhere are
 * links, so that reading a text tells no other site.
 */
import { Marked, type TokenizerAndRendererExtension } from 'marked'
import { escapeHtml, html } from './html.ts'

/** What the text names, as the reader sees it. */
export interface MarkdownNames {
  /** Name of the person whom a mention (`@per_…`) names. */
  readonly personOf: (id: string) => string
  /** What stands for an address of a record: its label and title; undefined leaves the address. */
  readonly cardOf?: (address: string) => { readonly label: string; readonly title: string } | undefined
  /** Whether pictures of this installation are shown; for screens, since who reads a mail is not signed in. */
  readonly ownPictures?: boolean
}

/** A mention inside a text, its prefixed id in the first group. */
export const MENTION = /@(per_[0-7][0-9a-hjkmnp-tv-z]{25})(?![0-9a-z])/g
/** Where files of records are read from. Nothing else may be the source of a picture. */
const OWN_PICTURE = /^\/api\/pitcrew\/v1\/attachments\/fil_[0-7][0-9a-hjkmnp-tv-z]{25}\/content$/
/** Deeper quotes and lists than anybody writes; the parser's stack would end a little later. */
const NESTING_MAX = 50

/** Never throws; a text that is nested beyond reason is shown as it was written. */
export function markdownToHtml(text: string, names: MarkdownNames): string {
  return isNestedBeyondReason(text) ? html`<pre>${text}</pre>`.text : (parserOf(names).parse(text) as string)
}

function isNestedBeyondReason(text: string): boolean {
  return new RegExp(`^(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])){${NESTING_MAX},}|[[!(*_]{${NESTING_MAX * 4},}`, 'm').test(text)
}

function parserOf(names: MarkdownNames): Marked {
  return new Marked({
    gfm: true,
    breaks: true,
    async: false,
    extensions: [mentionOf(names)],
    renderer: {
      html: ({ text }) => escapeHtml(text),
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
      link({ href, tokens, text }) {
        const words = this.parser.parseInline(tokens)
        const card = text === href ? names.cardOf?.(href) : undefined
        if (card) return html`<a href="${href}" data-card="${card.label}">${card.label} ${card.title}</a>`.text
        return `${html`<a href="${href}" rel="noopener noreferrer nofollow">`.text}${words}</a>`
      },
      image({ href, text }) {
        const isShown = names.ownPictures === true && OWN_PICTURE.test(href)
        const shown = isShown ? html`<img src="${href}" alt="${text}" loading="lazy">` : text || href
        return html`<a href="${href}" rel="noopener noreferrer nofollow">${shown}</a>`.text
      },
    },
  })
}

function mentionOf(names: MarkdownNames): TokenizerAndRendererExtension {
  return {
    name: 'mention',
    level: 'inline',
    start: (text) => text.search(MENTION),
    tokenizer(text) {
      const [raw, id] = new RegExp(`^${MENTION.source}`).exec(text) ?? []
      return raw === undefined ? undefined : { type: 'mention', raw, id }
    },
    renderer: (token) => html`<span data-person="${String(token['id'])}">@${names.personOf(String(token['id']))}</span>`.text,
  }
}
