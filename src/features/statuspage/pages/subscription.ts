/** What people see who follow a page, or stop: plain forms without JavaScript, in the page's own look. */
import { html, type Html } from '#kit/html.ts'
import type { PageAnswer } from '#platform/module.ts'
import { followWordsIn } from '../domain/follow-words.ts'
import { linkTo } from './addresses.ts'
import { masthead, policyOf, sheet, type Place } from './document.ts'
import { nothingHere } from './document-at.ts'
import { styleOf } from './style.ts'
import { wordsIn } from '../domain/reader-words.ts'

/** By which way somebody follows, each with a form of its own. */
export type Way = 'mail' | 'hook'

/** Asks for an address; once more when what was typed in is none. */
export function askPage(place: Place, wrong: Way | null = null): PageAnswer {
  const body = html`${mailForm(place, wrong === 'mail')}<hr>${hookForm(place, wrong === 'hook')}`
  return answer(place, { body, status: wrong === null ? 200 : 400 })
}

/** The same whether the address follows already or not. */
export function askedPage(place: Place, way: Way): PageAnswer {
  const words = followWordsIn[place.language]
  return answer(place, { body: html`<p role="status">${way === 'mail' ? words.asked : words.askedHook}</p>${backLink(place)}` })
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

function mailForm(place: Place, isWrong: boolean): Html {
  const words = followWordsIn[place.language]
  return html`<form method="post">${isWrong && html`<p role="alert" id="wrong">${words.wrong}</p>`}
<p><label>${words.address}<input type="email" name="address" required maxlength="320" autocomplete="email"${isWrong && html` aria-invalid="true" aria-describedby="wrong"`}></label></p>
${componentBoxes(place)}
<button type="submit">${words.followMail}</button></form>`
}

function hookForm(place: Place, isWrong: boolean): Html {
  const words = followWordsIn[place.language]
  return html`<form method="post">${isWrong && html`<p role="alert" id="wrong-hook">${words.wrongHook}</p>`}
<p><label>${words.hook}<input type="url" name="hook" required maxlength="500" pattern="https://.*"${isWrong && html` aria-invalid="true"`} aria-describedby="${isWrong ? 'wrong-hook ' : ''}hook-hint"></label></p>
<p id="hook-hint">${words.hookHint}</p>
${componentBoxes(place)}
<button type="submit">${words.followHook}</button></form>`
}

function componentBoxes({ page, language }: Place): Html | false {
  return (
    page.components.length > 1 &&
    html`<fieldset><legend>${followWordsIn[language].only}</legend>${page.components.map(({ id, name }) => html`<p><label><input type="checkbox" name="component" value="${id}"> ${name}</label></p>`)}</fieldset>`
  )
}

function answer(place: Place, { body, status = 200 }: { readonly body: Html; readonly status?: number }): PageAnswer {
  const { page } = place
  const head = html`<meta name="robots" content="noindex">`
  const main = html`<header>${masthead(place, page.name)}</header><main><div class="card form">${body}</div></main>`
  return { status, body: sheet(place, { title: page.name, head, body: main }), policy: policyOf(styleOf(page.colour)) }
}
