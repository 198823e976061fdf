/**
 * How a mail of Pitcrew looks: one narrow column that every mail program draws, the same words as plain text, colours that stay
 * readable when a program turns them dark. Pure.
 */
import { html, page, type Html } from './html.ts'
import type { Language } from './language.ts'

export interface NoticeItem {
  /** Such as `Olivia Owens assigned it to you`. */
  readonly words: string
  /** When, already in the reader's zone. */
  readonly when: string
}

export interface Notice {
  readonly language: Language
  /** Whose mail it is: stands above everything. */
  readonly organisation: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** What happened, oldest first. */
  readonly items: readonly NoticeItem[]
  readonly action: { readonly label: string; readonly url: string } | null
  /** Why this reader gets it, one sentence. */
  readonly why: string
  /** Below the reason: less of this, settings. */
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

/** Both forms of one mail. */
export function noticePage(notice: Notice): { readonly text: string; readonly html: string } {
  return { text: asText(notice), html: asHtml(notice) }
}

function asText({ organisation, title, paragraphs, items, action, why, links }: Notice): string {
  const blocks = [
    title,
    ...paragraphs,
    items.map(({ words, when }) => `- ${words} (${when})`).join('\n'),
    action === null ? '' : `${action.label}:\n${action.url}`,
    `-- \n${organisation}\n${why}`,
    links.map(({ label, url }) => `${label}: ${url}`).join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

// Mail programs know inline styles only. Text colours are left to the program where they can be, so that dark themes turn them.
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const QUIET = 'color:#6b7280;font-size:13px;line-height:20px'
const BUTTON =
  'display:inline-block;padding:10px 18px;border-radius:8px;background-color:#2f5bd8;color:#ffffff;font-weight:600;text-decoration:none;font-size:15px'

const HEAD = html`<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`

function asHtml({ language, organisation, title, paragraphs, items, action, why, links }: Notice): string {
  const body = html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;text-align:start;${FONT}">
<tr><td style="padding:0 0 16px;${QUIET};font-weight:600">${organisation}</td></tr>
<tr><td style="padding:0 0 12px;font-size:20px;line-height:28px;font-weight:600">${title}</td></tr>
${paragraphs.map((text) => html`<tr><td style="padding:0 0 12px;font-size:15px;line-height:23px">${text}</td></tr>`)}
${items.map(item)}
${action === null ? null : html`<tr><td style="padding:12px 0 20px"><a href="${action.url}" style="${BUTTON}">${action.label}</a></td></tr>`}
<tr><td style="padding:16px 0 0;border-top:1px solid #d1d5db;${QUIET}">${why}${links.map(({ label, url }) => html`<br><a href="${url}" style="${QUIET}">${label}</a>`)}</td></tr>
</table></td></tr></table>`
  return page({ lang: language, title, head: HEAD, body })
}

function item({ words, when }: NoticeItem): Html {
  return html`<tr><td style="padding:0 0 10px;font-size:15px;line-height:22px">${words}<br><span style="${QUIET}">${when}</span></td></tr>`
}
