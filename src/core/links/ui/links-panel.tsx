/** What a record is linked with, as cards, by how it is linked. */
import { useState } from 'react'
import { Link2, Plus, X } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Link } from '#design/link/link.tsx'
import { useClient, useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import type { z } from 'zod'
import type { link, linksContract } from '../contract/contract.ts'
import { LinkDialog } from './link-dialog.tsx'
import { inWords, stateInWords } from './words.ts'
import styles from './links.module.css'

type ShownLink = z.input<typeof link>
/** What a link makes stale: itself and both timelines. */
const TOUCHES = ['links', 'records']

export function LinksPanel({ record }: { readonly record: string }) {
  const links = useClient<typeof linksContract>('links')
  const whyNot = useWhyNot()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useRead(links, 'listLinks', { query: { record } })
  const why = whyNot('links.links.write')
  const remove = useRemoval(record)
  const groups = new Map<string, ShownLink[]>()
  for (const one of data?.items ?? []) groups.set(one.words, [...(groups.get(one.words) ?? []), one])
  return (
    <section aria-label={i18n.t('Links')} className={styles['panel']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{i18n.t('Links')}</h2>
        <Button size="small" kind="quiet" icon={<Plus aria-hidden />} why={why} onClick={() => setAdding(true)}>
          {i18n.t({ id: 'Link (do)', message: 'Link' })}
        </Button>
      </header>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={1} /> : null}
      {data?.items.length === 0 ? (
        <p className={styles['none']}>
          <Link2 aria-hidden /> {i18n.t('Not linked with anything yet.')}
        </p>
      ) : null}
      {[...groups].map(([words, items]) => (
        <div key={words} role="group" aria-label={inWords(words)}>
          <p className={styles['words']}>{inWords(words)}</p>
          {items.map((one) => (
            <div key={one.id} className={styles['card']}>
              <Link to={one.card.href} bare className={styles['open']}>
                <span className={styles['label']}>{one.card.label}</span> {one.card.title}
                <span className={styles['state']}>{stateInWords(one.card.state)}</span>
              </Link>
              {why === null ? (
                <IconButton
                  size="small"
                  label={i18n.t('Take the link to {label} away', { label: one.card.label })}
                  icon={<X aria-hidden />}
                  onClick={() => remove.run(one)}
                />
              ) : null}
            </div>
          ))}
        </div>
      ))}
      {adding ? <LinkDialog record={record} touches={TOUCHES} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

/** Undo links the two again in the same way. */
function useRemoval(record: string) {
  const links = useClient<typeof linksContract>('links')
  const toast = useToast()
  const failed = (problem: Error) => toast({ words: problem.message, tone: 'failed' })
  const again = useWrite(
    ({ type, direction, card }: ShownLink) => links.call('createLink', { body: { record, other: card.record, type, direction } }),
    { touches: TOUCHES, failed },
  )
  return useWrite((one: ShownLink) => links.call('deleteLink', { params: { id: one.id } }), {
    touches: TOUCHES,
    done: (_, one) => toast({ words: i18n.t('The link to {label} is gone.', { label: one.card.label }), undo: () => again.run(one) }),
    failed,
  })
}
