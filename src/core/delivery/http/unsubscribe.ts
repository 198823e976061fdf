/**
 * Stopping mail without signing in. A mail program sends one POST (RFC 8058); a person who follows the link sees what they are
 * about to stop and presses once, because programs that look into mails for threats follow links too.
 */
import { html, page } from '#kit/html.ts'
import type { Page, PageAnswer } from '#platform/module.ts'
import { unsubscribe } from '../actions/preferences.ts'
import { readUnsubscribeToken, type Unsubscription } from '../actions/channels/email/unsubscribe.ts'
import type { Needs } from '../needs.ts'
import type { Topics } from '../topics.ts'

export function unsubscribePage(platform: Needs, topics: Topics): Page {
  const what = ({ about, key }: Unsubscription): string =>
    about === 'digest' ? 'The digest of your notifications' : `Mail about: ${topics.topic(key).title}`
  return {
    id: 'delivery.unsubscribe',
    path: '/unsubscribe/:token',
    perMinute: 60,
    read: async ({ token = '' }) => {
      const of = readUnsubscribeToken(platform.secrets, token)
      return of === undefined ? unknown() : answer(200, `Stop this mail?`, what(of), true)
    },
    press: async ({ token = '' }) => {
      const of = readUnsubscribeToken(platform.secrets, token)
      if (of === undefined) return unknown()
      await unsubscribe(platform, of)
      return answer(200, 'You get no more of this.', `${what(of)}. Your notification settings bring it back.`, false)
    },
  }
}

function unknown(): PageAnswer {
  return answer(404, 'This link is not complete.', 'Copy the whole address from the mail, or change your notification settings.', false)
}

function answer(status: number, title: string, words: string, asks: boolean): PageAnswer {
  const button = html`<form method="post"><button type="submit">Stop it</button></form>`
  const head = html`<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">`
  return { status, body: page({ lang: 'en', title, head, body: html`<main><h1>${title}</h1><p>${words}</p>${asks && button}</main>` }) }
}
