/**
 * The page behind every link of a page. Following the link says nothing, because programs that look into mails for threats follow links
 * too; the press on its one button does. A POST without a body is that press, for buttons of other programs.
 */
import { html, page, type Html } from '#kit/html.ts'
import type { Page, PageAnswer } from '#platform/module.ts'
import { readAnswerToken } from '../actions/answer-token.ts'
import { takeAnswer } from '../actions/answering.ts'
import { ANSWER_PAGE_WORDS, RUNBOOK } from '../contract/answer-words.ts'
import type { Needs } from '../needs.ts'
import { readAnswerLink, type AnswerLink, type Course, type Question } from '../queries/answer-link.ts'

type PageNeeds = Pick<Needs, 'work' | 'clock' | 'log' | 'live' | 'secrets'>

const STATUS: Partial<Readonly<Record<AnswerLink['verdict'], number>>> = { unknown: 404, not_offered: 404, expired: 410 }

export function answerPage(needs: PageNeeds): Page {
  return {
    id: 'channels.answer',
    path: '/answers/:token',
    perMinute: 60,
    read: async ({ token = '' }) => {
      const link = await readAnswerLink(needs, readAnswerToken(needs.secrets, token))
      return link.question === null ? told(link) : asks(link.question, link.language)
    },
    press: async ({ token = '' }) => {
      const said = readAnswerToken(needs.secrets, token)
      const { language } = await readAnswerLink(needs, said)
      return told({ verdict: said === undefined ? 'unknown' : (await takeAnswer(needs, said)).verdict, language })
    },
  }
}

const HEAD = html`<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><link rel="stylesheet" href="/answer.css">`

/** What the message carried stands here too: whoever comes from a telephone's notification has not seen more than its first line. */
function asks({ subject, lines, course, runbookUrl, href, label }: Question, language: AnswerLink['language']): PageAnswer {
  const carried = html`<section>${lines.map((line) => html`<p>${line}</p>`)}</section>${course && drawn(course)}`
  const runbook = runbookUrl !== null && html`<a href="${runbookUrl}" rel="noreferrer">${RUNBOOK}</a>`
  const links = html`<nav>${runbook}<a href="${href}">${ANSWER_PAGE_WORDS[language].open}</a></nav>`
  const button = html`<form method="post"><button type="submit">${label}</button></form>`
  const body = html`<main><h1>${subject}</h1>${carried}${button}${links}</main>`
  return { status: 200, body: page({ lang: language, title: subject, head: HEAD, body }) }
}

function drawn({ caption, path, width, height }: Course): Html {
  return html`<figure><figcaption>${caption}</figcaption><svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true"><path d="${path}" vector-effect="non-scaling-stroke"/></svg></figure>`
}

function told({ verdict, language }: Pick<AnswerLink, 'verdict' | 'language'>): PageAnswer {
  const { title, words } = ANSWER_PAGE_WORDS[language][verdict]
  const body = html`<main><h1>${title}</h1><p>${words}</p><p><a href="/">${ANSWER_PAGE_WORDS[language].open}</a></p></main>`
  return { status: STATUS[verdict] ?? 200, body: page({ lang: language, title, head: HEAD, body }) }
}
