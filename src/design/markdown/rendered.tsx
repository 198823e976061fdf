/** The part of Markdown that is fetched: from text to sanitised HTML. Links inside the console are followed without a reload. */
import { type MouseEvent, useMemo } from 'react'
import DOMPurify from 'dompurify'
import { i18n } from '@lingui/core'
import { markdownToHtml } from '#kit/markdown.ts'
import { useGo } from '../navigation/screen.ts'
import type { MarkdownProps } from './names.ts'
import styles from './markdown.module.css'

/** What Markdown makes and nothing else; forms, frames, styles and handlers fall away whatever slipped through before. */
const ALLOWED = {
  ALLOWED_TAGS: 'p br strong em del code pre blockquote ul ol li hr h1 h2 h3 h4 h5 h6 table thead tbody tr th td a span img'.split(' '),
  ALLOWED_ATTR: ['href', 'rel', 'align', 'start', 'data-person', 'data-card', 'class', 'src', 'alt', 'loading'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/|#)/i,
}

export function Rendered({ text, people = [], records = [] }: MarkdownProps) {
  const go = useGo()
  const safe = useMemo(() => {
    const html = markdownToHtml(text, {
      personOf: (id) => people.find((one) => one.id === id)?.name ?? i18n.t('(erased)'),
      ownPictures: true,
      cardOf: (address) => records.find((one) => one.address === address),
    })
    return DOMPurify.sanitize(html, ALLOWED)
  }, [text, people, records])

  const follow = (event: MouseEvent) => {
    const link = (event.target as HTMLElement).closest('a')
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) {
      link.target = '_blank'
      return
    }
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
  }
  return <div className={styles['markdown']} onClick={follow} dangerouslySetInnerHTML={{ __html: safe }} />
}
