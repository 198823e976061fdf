/** Which other group's errors count for this one from now on: type a piece of its title, Enter. */
import { i18n } from '@lingui/core'
import { FinderList } from '#design/finder-list/finder-list.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Group, TOUCHES, useErrors } from './client.ts'

const CHOICES_MAX = 200

export function MergeDialog({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const errors = useErrors()
  const toast = useToast()
  const query = { environmentId: group.environmentId, state: 'all' as const, limit: CHOICES_MAX }
  const { data } = useRead(errors, 'listGroups', { params: { id: group.applicationId }, query })
  const merge = useWrite((groupId: string) => errors.call('mergeGroup', { params: { id: group.id }, body: { groupId } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('Both count as {label} now.', { label: group.label }) }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  const others = (data?.items ?? []).filter(({ id, state }) => id !== group.id && state !== 'merged')
  const fits = (label: string, typed: string) => label.toLocaleLowerCase().includes(typed.toLocaleLowerCase())
  const items = others.map(({ id, label, title, culprit }) => ({ id, label: `${label} ${title}`, note: culprit }))
  return (
    <Dialog title={i18n.t('Merge into {label}', { label: group.label })} open onClose={onClose}>
      {data ? (
        <FinderList
          label={i18n.t('Errors of the same environment')}
          placeholder={i18n.t('Title…')}
          sections={(typed) => [{ id: 'groups', title: '', items: items.filter(({ label }) => fits(label, typed)) }]}
          onChoose={(id) => {
            onClose()
            merge.run(id)
          }}
        />
      ) : (
        <SkeletonRows />
      )}
    </Dialog>
  )
}
