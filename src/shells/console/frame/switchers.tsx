/** Narrow the whole console to one client, one application. Shown as soon as there is more than one to choose from. */
import { lazy, Suspense, useRef, useState } from 'react'
import { Building2, ChevronsUpDown, type LucideIcon, Package } from 'lucide-react'
import { i18n } from '@lingui/core'
import { cx } from '#design/class-names.ts'
import { type ScopedName, useScope } from '#design/navigation/scope.ts'
import styles from './frame.module.css'

const ChoiceList = lazy(() => import('./choice-list.tsx').then((module) => ({ default: module.ChoiceList })))

export function Switchers() {
  const scope = useScope()
  const { clientId, applicationId, clients, applications, choose } = scope
  const within = clientId ? applications.filter((one) => one.clientId === clientId) : applications
  return (
    <div className={styles['switchers']}>
      {clients.length > 0 ? (
        <Switcher
          label={i18n.t('Client')}
          all={i18n.t('All clients')}
          icon={Building2}
          names={clients}
          chosen={clientId}
          onChoose={(id) => choose({ clientId: id })}
        />
      ) : null}
      {applications.length > 1 ? (
        <Switcher
          label={i18n.t('Application')}
          all={i18n.t('All applications')}
          icon={Package}
          names={within}
          chosen={applicationId}
          onChoose={(id) => choose({ clientId, applicationId: id })}
        />
      ) : null}
    </div>
  )
}

interface SwitcherProps {
  readonly label: string
  readonly all: string
  readonly icon: LucideIcon
  readonly names: readonly ScopedName[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

function Switcher({ label, all, icon: Icon, names, chosen, onChoose }: SwitcherProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const name = names.find((one) => one.id === chosen)?.name
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={cx(styles['switcher'], chosen && styles['narrowed'])}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label}: ${name ?? all}`}
        onClick={() => setOpen(true)}
      >
        <Icon aria-hidden />
        <span>{name ?? all}</span>
        <ChevronsUpDown aria-hidden />
      </button>
      <Suspense fallback={null}>
        {open ? (
          <ChoiceList
            label={label}
            all={all}
            names={names}
            chosen={chosen}
            anchor={anchor}
            onClose={() => setOpen(false)}
            onChoose={(id) => {
              setOpen(false)
              onChoose(id)
            }}
          />
        ) : null}
      </Suspense>
    </>
  )
}
