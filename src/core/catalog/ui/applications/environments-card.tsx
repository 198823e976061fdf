/** Where an application runs. Only production pages anybody. */
import { lazy, Suspense, useState } from 'react'
import { Pencil, Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Badge } from '#design/badge/badge.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { useRead } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { type Environment, useCatalog } from '../client.ts'
import { environmentKindWords } from '../words.tsx'
import styles from './applications.module.css'

const EnvironmentDialog = lazy(() => import('./environment-dialog.tsx').then((module) => ({ default: module.EnvironmentDialog })))

export function EnvironmentsCard({ applicationId, why }: { readonly applicationId: string; readonly why: string | null }) {
  const catalog = useCatalog()
  const { data, error, refetch } = useRead(catalog, 'listEnvironments', { query: { applicationId, limit: 200 } })
  const [open, setOpen] = useState<Environment | 'new' | null>(null)
  const addButton = (
    <Button size="small" icon={<Plus aria-hidden />} why={why} onClick={() => setOpen('new')}>
      {i18n.t('Add environment')}
    </Button>
  )
  return (
    <Card flush title={i18n.t('Environments')} note={i18n.t('Where it runs. Only production wakes anybody.')} actions={addButton}>
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.items.length === 0 ? <EmptyState compact title={i18n.t('No environment yet.')} action={addButton} /> : null}
      <ul className={styles['rows']}>
        {data?.items.map((one) => (
          <li key={one.id} className={styles['row']}>
            <span className={styles['title']}>{one.name}</span>
            <Badge {...(one.kind === 'production' ? { tone: 'accent' as const } : {})}>{environmentKindWords(one.kind)}</Badge>
            <span className={styles['note']}>{one.url ? <OutwardLink href={one.url}>{one.url}</OutwardLink> : i18n.t('no address')}</span>
            <IconButton
              size="small"
              label={i18n.t('Edit {name}', { name: one.name })}
              why={why}
              icon={<Pencil aria-hidden />}
              onClick={() => setOpen(one)}
            />
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {open ? (
          <EnvironmentDialog applicationId={applicationId} environment={open === 'new' ? null : open} onClose={() => setOpen(null)} />
        ) : null}
      </Suspense>
    </Card>
  )
}
