/** What can be done with a panel. */
import { lazy, Suspense } from 'react'
import { ArrowLeft, ArrowRight, ChartLine, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { IconButton } from '#design/button/button.tsx'
import { href, useGo } from '#design/navigation/screen.ts'
import type { Panel } from '../domain/panel.ts'
import type { Place } from './client.ts'
import { exploreScreen } from './screens.ts'

const Menu = lazy(() => import('#design/overlay/menu.tsx').then((module) => ({ default: module.Menu })))

interface PanelMenuProps {
  readonly panel: Panel
  readonly place: Place
  /** Undefined where it may only be looked at. */
  readonly changes?: {
    readonly why: string | null
    readonly edit: () => void
    /** To the other place; null at that end. */
    readonly earlier: (() => void) | null
    readonly later: (() => void) | null
    readonly remove: () => void
  }
}

const nothing = () => undefined

export function PanelMenu({ panel, place, changes }: PanelMenuProps) {
  const go = useGo()
  const explore = () => {
    const expressions = JSON.stringify(panel.expressions.map(({ text }) => text))
    go(href(exploreScreen, {}, { application: place.applicationId, environment: place.environmentId, expressions }))
  }
  const label = i18n.t('Commands for {name}', { name: panel.title })
  const atEnd = i18n.t('It stands there already.')
  const commands = [
    { id: 'explore', label: i18n.t('Explore'), icon: <ChartLine aria-hidden />, run: explore },
    ...(changes
      ? [
          { id: 'edit', label: i18n.t('Edit'), icon: <Pencil aria-hidden />, run: changes.edit, why: changes.why },
          {
            id: 'earlier',
            label: i18n.t('Move earlier'),
            icon: <ArrowLeft aria-hidden />,
            run: changes.earlier ?? nothing,
            why: changes.why ?? (changes.earlier ? null : atEnd),
          },
          {
            id: 'later',
            label: i18n.t('Move later'),
            icon: <ArrowRight aria-hidden />,
            run: changes.later ?? nothing,
            why: changes.why ?? (changes.later ? null : atEnd),
          },
          { id: 'remove', label: i18n.t('Remove'), icon: <Trash2 aria-hidden />, run: changes.remove, danger: true, why: changes.why },
        ]
      : []),
  ]
  return (
    <Suspense fallback={null}>
      <Menu label={label} commands={commands}>
        <IconButton plain size="small" label={label} icon={<Ellipsis aria-hidden />} />
      </Menu>
    </Suspense>
  )
}
