/** The page of codes: what each error means and what to do. A problem's `type` leads to its entry here. */
import { html, page, type Html } from '#kit/html.ts'
import type { Code } from '#kit/fault.ts'
import { STYLE_PATH } from './page.ts'

export function renderCodes(codes: readonly Code[]): string {
  const areas = [...new Set(codes.map(areaOf))].map((area): [string, readonly Code[]] => [
    area,
    codes.filter((code) => areaOf(code) === area),
  ])
  return page({
    lang: 'en',
    title: 'Error codes · Pitcrew',
    head: html`<link rel="stylesheet" href="${STYLE_PATH}">`,
    body: html`<nav aria-label="Codes">${areas.map(([area, of]) => navigation(area, of))}</nav>
<main>
<h1>Error codes</h1>
<p>Each error that Pitcrew answers with has one of these codes, which never change their meaning. The request id in the answer finds the request in the log.</p>
${areas.map(([area, of]) => html`<h2 id="${area}">${area}</h2>${of.map(entry)}`)}
</main>`,
  })
}

function navigation(area: string, codes: readonly Code[]): Html {
  return html`<h2><a href="#${area}">${area}</a></h2><ul>${codes.map(({ code }) => html`<li><a href="#${code}">${code.slice(area.length + 1)}</a></li>`)}</ul>`
}

function entry({ code, status, title, help, retryable }: Code): Html {
  return html`<article id="${code}">
<h3><a href="#${code}">${code}</a></h3>
<p class="faint">Status ${status}${retryable && '; the same request can succeed later'}</p>
<p>${title}</p>
<p>${help}</p>
</article>`
}

function areaOf({ code }: Code): string {
  return code.slice(0, code.indexOf('.'))
}
