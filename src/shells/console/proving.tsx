/** The dialog that asks who one is before a dangerous act. It stands beside the pages, since any call of any page may need it. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { ProofDialogProps } from '#core/identity/ui/proof/proof-dialog.tsx'

const ProofDialog = lazy<(props: ProofDialogProps) => React.ReactNode>(() =>
  import('#core/identity/ui/proof/proof-dialog.tsx').then((module) => ({ default: module.ProofDialog })),
)

interface Asked {
  readonly answer: Promise<boolean>
  readonly settle: (proved: boolean) => void
}

let asked: Asked | null = null
const watchers = new Set<() => void>()

function tell(now: Asked | null): void {
  asked = now
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Resolves to whether they proved it; calls that come meanwhile share the one dialog. */
export function prove(): Promise<boolean> {
  if (asked) return asked.answer
  let settle: (proved: boolean) => void = () => undefined
  const answer = new Promise<boolean>((resolve) => {
    settle = (proved) => {
      tell(null)
      resolve(proved)
    }
  })
  tell({ answer, settle })
  return answer
}

export function Proving() {
  const open = useSyncExternalStore(watch, () => asked)
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <ProofDialog onProved={() => open.settle(true)} onGivenUp={() => open.settle(false)} />
    </Suspense>
  )
}
