/** Changes of a plan by more than one value, each with the way back: the version before. */
import { useToast } from '#design/toast/toast.tsx'
import { useWrite } from '#design/session/client.ts'
import { TOUCHES, usePlans, type Value } from './client.ts'
import { useReading } from './reading.ts'

interface PlanChange {
  readonly set?: readonly { readonly path: string; readonly value: Value }[]
  readonly unset?: readonly string[]
  /** What was done, for the note at the bottom. */
  readonly words: string
}

/** `toldHere`: a refusal is shown where the change was begun, not at the bottom. */
export function usePlanChange({ done, toldHere = false }: { readonly done?: () => void; readonly toldHere?: boolean } = {}) {
  const { plan } = useReading()
  const plans = usePlans()
  const toast = useToast()
  const failed = (problem: { readonly message: string; readonly fields: readonly { readonly message: string }[] }) =>
    toast({ words: [problem.message, ...problem.fields.map(({ message }) => message)].join(' '), tone: 'failed' })
  const back = useWrite(
    ({ version, ifMatch }: { readonly version: number; readonly ifMatch: number }) =>
      plans.call('restorePlanVersion', { params: { plan: plan.of }, body: { version } }, { ifMatch }),
    { touches: TOUCHES, failed },
  )
  return useWrite(
    ({ set = [], unset = [] }: PlanChange) =>
      plans.call('changePlan', { params: { plan: plan.of }, body: { set: [...set], unset: [...unset] } }, { ifMatch: plan.version }),
    {
      touches: TOUCHES,
      ...(toldHere ? {} : { failed }),
      done: (next, { words }) => {
        done?.()
        toast({ words, undo: () => back.run({ version: plan.version, ifMatch: next.version }) })
      },
    },
  )
}
