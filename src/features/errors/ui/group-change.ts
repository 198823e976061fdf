/** Changes a group as it was read; who was slower is told so. */
import { useWrite } from '#design/session/client.ts'
import { useToast } from '#design/toast/toast.tsx'
import type { CallOf } from '#kit/contract.ts'
import type { errorsContract } from '../contract/contract.ts'
import { type Group, TOUCHES, useErrors } from './client.ts'

export type GroupChange = CallOf<(typeof errorsContract)['changeGroup']>['body']

export function useGroupChange(group: Group) {
  const errors = useErrors()
  const toast = useToast()
  return useWrite((body: GroupChange) => errors.call('changeGroup', { params: { id: group.id }, body }, { ifMatch: group.version }), {
    touches: TOUCHES,
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
}
export type ChangingGroup = ReturnType<typeof useGroupChange>
