/**
 * HTML from pure data: a tagged template that escapes whatever is put into it. For pages and mails that must work without
 * JavaScript. Values may stand in text and in quoted attributes; never inside <script>, <style> or an attribute without quotes.
 */

/** Markup that is safe to put into a page as it is; made by `html` only. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** Null, undefined and false leave nothing behind, so `${isOpen && html`…`}` works. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[]

/** The tag. An address (`href`, `src`, `action`) with a scheme that runs something becomes `#`. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = literals[0] ?? ''
  values.forEach((value, index) => {
    const isAddress = /\b(?:href|src|action)="$/.test(text)
    text += isAddress && typeof value === 'string' ? escapeHtml(safeAddress(value)) : render(value)
    text += literals[index + 1] ?? ''
  })
  return new Html(text)
}

/** A whole document; `lang` decides how screen readers speak it. */
export function page(options: { lang: string; title: string; head?: Html; body: Html }): string {
  return html`<!doctype html>
<html lang="${options.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title}</title>
${options.head}
</head>
<body>
${options.body}
</body>
</html>
`.text
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For text and for attributes in either kind of quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

function render(value: HtmlValue): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(render).join('')
  return value === null || value === undefined || value === false ? '' : escapeHtml(String(value))
}

const HARMLESS_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** An address with a scheme that runs something (`javascript:`, `data:`) leads nowhere instead; judged by the browsers' own parser. */
function safeAddress(address: string): string {
  const base = 'https://base.invalid'
  return URL.canParse(address, base) && HARMLESS_SCHEMES.has(new URL(address, base).protocol) ? address : '#'
}
