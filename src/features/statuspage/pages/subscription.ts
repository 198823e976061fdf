/** What people see who follow a page, or stop: plain forms without JavaScript, in the page's own look. */
import { html, type Html } from '#kit/html.ts'
import type { PageAnswer } from '#platform/module.ts'
import { followWordsIn } from '../domain/follow-words.ts'
import { linkTo, masthead, policyOf, sheet, type Place } from './document.ts'
import { nothingHere } from './document-at.ts'
import { styleOf } from './style.ts'
import { wordsIn } from '../domain/reader-words.ts'

/** Asks for an address; once more when what was typed in is none. */
export function askPage(place: Place, isWrong = false): PageAnswer {
  return answer(place, { body: form(place, isWrong), status: isWrong ? 400 : 200 })
}

/** The same whether the address follows already or not. */
export function askedPage(place: Place): PageAnswer {
  return answer(place, { body: html`<p role="status">${followWordsIn[place.language].asked}</p>${backLink(place)}` })
}

export type Press = 'confirm' | 'stop'

/** One press, because programs that look into mails for threats follow links too. */
export function pressPage(place: Place, press: Press): PageAnswer {
  const words = followWordsIn[place.language]
  const body = html`<form method="post"><p>${words[`${press}Ask`]}</p><button type="submit">${words[`${press}Button`]}</button></form>`
  return answer(place, { body })
}

export function pressedPage(place: Place, press: Press): PageAnswer {
  return answer(place, { body: html`<p role="status">${followWordsIn[place.language][`${press}Done`]}</p>${backLink(place)}` })
}

export function missingPage(): PageAnswer {
  const { status, body, policy } = nothingHere()
  return { status, body: String(body), policy }
}

function backLink(place: Place): Html {
  return html`<p><a href="${linkTo(place)}">${wordsIn[place.language].overview}</a></p>`
}

function form({ page, language }: Place, isWrong: boolean): Html {
  const words = followWordsIn[language]
  return html`<form method="post">${isWrong && html`<p role="alert" id="wrong">${words.wrong}</p>`}
<p><label>${words.address}<input type="email" name="address" required maxlength="320" autocomplete="email"${isWrong && html` aria-invalid="true" aria-describedby="wrong"`}></label></p>
${page.components.length > 1 && html`<fieldset><legend>${words.only}</legend>${page.components.map(({ id, name }) => html`<p><label><input type="checkbox" name="component" value="${id}"> ${name}</label></p>`)}</fieldset>`}
<button type="submit">${words.follow}</button></form>`
}

function answer(place: Place, { body, status = 200 }: { readonly body: Html; readonly status?: number }): PageAnswer {
  const { page } = place
  const head = html`<meta name="robots" content="noindex">`
  const main = html`<header>${masthead(place, page.name)}</header><main><div class="card form">${body}</div></main>`
  return { status, body: sheet(place, { title: page.name, head, body: main }), policy: policyOf(styleOf(page.colour)) }
}
