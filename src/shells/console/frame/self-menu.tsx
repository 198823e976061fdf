/** Oneself: profile, appearance, shortcuts, the API, the way out. */
import { lazy, Suspense, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import type { identityContract } from '#core/identity/contract/contract.ts'
import { Avatar } from '#design/avatar/avatar.tsx'
import { useGo } from '#design/navigation/screen.ts'
import { useClient, useWrite } from '#design/session/client.ts'
import { useSession } from '#design/session/session.ts'
import { useToast } from '#design/toast/toast.tsx'
import styles from './frame.module.css'

const SelfList = lazy(() => import('./self-list.tsx').then((module) => ({ default: module.SelfList })))

export function useSignOut(): () => void {
  const identity = useClient<typeof identityContract>('identity')
  const queries = useQueryClient()
  const go = useGo()
  const toast = useToast()
  const out = useWrite(() => identity.call('signOut', {}), {
    touches: [],
    done: () => {
      go('/sign-in', { replace: true })
      queries.clear()
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return () => out.run(undefined)
}

export function SelfMenu({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const { name, email } = useSession()
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const signOut = useSignOut()
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles['self']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Avatar name={name} />
        <span className={styles['selfWords']}>
          <span className={styles['selfName']}>{name}</span>
          <span className={styles['selfMail']}>{email}</span>
        </span>
        <ChevronsUpDown aria-hidden />
      </button>
      <Suspense fallback={null}>
        {open ? <SelfList anchor={anchor} onClose={() => setOpen(false)} onShortcuts={onShortcuts} onSignOut={signOut} /> : null}
      </Suspense>
    </>
  )
}
