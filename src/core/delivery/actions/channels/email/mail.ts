/** Notifications by mail. */
import { findOrganisation, type Recipient } from '#core/identity/public.ts'
import { toId } from '#kit/ids.ts'
import { languageOf, type Language } from '#kit/language.ts'
import type { Instant } from '#kit/time.ts'
import { reasonSentences } from '../../../domain/reasons.ts'
import type { Needs } from '../../../needs.ts'
import { noticePage, type Notice } from '#kit/notice.ts'
import type { ChannelNotice, NoticeChannel, Sending } from '../channel.ts'
import { unsubscribeToken } from './unsubscribe.ts'

export const MAIL = 'mail'

const WORDS = {
  en: {
    open: 'Open it',
    openAll: 'Open your notifications',
    digest: (count: number) => (count === 1 ? 'One notification' : `${count} notifications`),
    earlier: (count: number) => `${count} earlier changes are on its timeline.`,
    digestWhy: 'You get this because you chose a digest in your notification settings.',
    less: 'Less of this',
    settings: 'Notification settings',
  },
  de: {
    open: 'Öffnen',
    openAll: 'Benachrichtigungen öffnen',
    digest: (count: number) => (count === 1 ? 'Eine Benachrichtigung' : `${count} Benachrichtigungen`),
    earlier: (count: number) => `${count} frühere Änderungen stehen im Verlauf.`,
    digestWhy: 'Sie erhalten dies, weil Sie in Ihren Einstellungen eine Zusammenfassung gewählt haben.',
    less: 'Weniger davon',
    settings: 'Benachrichtigungen einstellen',
  },
} as const

/** Bulk in the sense of the queue: its recipient can stop it with one press. */
export function mailChannel({ mail, secrets, config: { publicUrl } }: Needs): NoticeChannel {
  return {
    key: MAIL,
    send: async (tx, sending) => {
      const { recipient, notices, key, isDigest } = sending
      const organisation = (await findOrganisation(tx))?.name ?? 'Pitcrew'
      const [first] = notices
      const about = isDigest || !first ? ({ about: 'digest', key: '' } as const) : ({ about: 'topic', key: first.topic.key } as const)
      const unsubscribeUrl = `${publicUrl}/unsubscribe/${unsubscribeToken(secrets, { personId: recipient.id, ...about })}`
      const notice = composeNotice(sending, { organisation, publicUrl, unsubscribeUrl })
      const record = isDigest || !first ? null : first.notification
      return mail.queue(tx, {
        to: { address: recipient.email, name: recipient.name },
        subject: oneLine(notice.title),
        ...noticePage(notice),
        nature: 'bulk',
        unsubscribeUrl,
        ...(record ? { thread: toId(record.recordKind, record.recordId) } : {}),
        about: record ? { kind: record.recordKind, id: record.recordId } : null,
        personId: recipient.id,
        why: notice.why,
        idempotencyKey: key,
      })
    },
  }
}

function composeNotice(
  { recipient, notices, isDigest }: Sending,
  of: { readonly organisation: string; readonly publicUrl: string; readonly unsubscribeUrl: string },
): Notice {
  const language = languageOf(recipient.locale)
  const words = WORDS[language]
  const items = notices.flatMap((notice) => itemsOf(notice, recipient, { language, isDigest }))
  const [first] = notices
  const leftOut = isDigest ? 0 : (first?.leftOut ?? 0)
  return {
    language,
    organisation: of.organisation,
    title: isDigest ? words.digest(notices.length) : (nameOf(first?.called) ?? items.at(-1)?.words ?? ''),
    paragraphs: leftOut > 0 ? [words.earlier(leftOut)] : [],
    items,
    action: isDigest
      ? { label: words.openAll, url: `${of.publicUrl}/notifications` }
      : { label: words.open, url: `${of.publicUrl}${first?.notification.href ?? '/'}` },
    why: isDigest || !first ? words.digestWhy : reasonSentences[first.notification.reason][language],
    links: [
      { label: words.less, url: of.unsubscribeUrl },
      { label: words.settings, url: `${of.publicUrl}/notifications/settings` },
    ],
  }
}

/** A subject that stays the same is what mail programs make one conversation of. */
function nameOf(called: ChannelNotice['called']): string | undefined {
  return called?.label ? `${called.label} ${called.title}` : undefined
}

/** In a digest each says what it is about, which a single mail has in its title. */
function itemsOf(
  { items, called }: ChannelNotice,
  { zone }: Recipient,
  { language, isDigest }: { readonly language: Language; readonly isDigest: boolean },
): Notice['items'] {
  const about = isDigest && called ? ` · ${called.title}` : ''
  return items.map(({ at, words }) => ({ words: `${words}${about}`, when: localWords(at, zone, language) }))
}

function localWords(at: Instant, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** Mail programs cut subjects well before this. */
const SUBJECT_CHARACTERS_MAX = 200

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= SUBJECT_CHARACTERS_MAX ? line : `${line.slice(0, SUBJECT_CHARACTERS_MAX - 1)}…`
}
