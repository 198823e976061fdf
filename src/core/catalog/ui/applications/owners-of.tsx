/** Says who looks after an application or component, from wherever it is shown: by its prefixed id. */
import { useRead, useWrite } from '#design/session/client.ts'
import { i18n } from '@lingui/core'
import { TOUCHES, useCatalog } from '../client.ts'
import { OwnersDialog, type OwnersDraft } from './owners-dialog.tsx'

export interface OwnersOfProps {
  /** `app_…` or `cmp_…`. */
  readonly thing: string
  readonly onClose: () => void
}

/** Nothing is drawn until it is known who is named now. */
export function OwnersOf({ thing, onClose }: OwnersOfProps) {
  return thing.startsWith('cmp_') ? <OfComponent thing={thing} onClose={onClose} /> : <OfApplication thing={thing} onClose={onClose} />
}

function OfApplication({ thing, onClose }: OwnersOfProps) {
  const catalog = useCatalog()
  const params = { id: thing }
  const { data } = useRead(catalog, 'readApplication', { params })
  const save = useWrite(
    (owners: OwnersDraft) =>
      catalog.call('setApplicationOwners', { params, body: { owners: [...owners] } }, { ifMatch: data?.version ?? 0 }),
    { touches: TOUCHES, done: onClose },
  )
  if (!data) return null
  const title = i18n.t('Who looks after {name}', { name: data.name })
  return (
    <OwnersDialog
      title={title}
      application={thing}
      owners={data.owners}
      onClose={onClose}
      onSave={save.run}
      pending={save.pending}
      problem={save.problem}
    />
  )
}

function OfComponent({ thing, onClose }: OwnersOfProps) {
  const catalog = useCatalog()
  const params = { id: thing }
  const { data } = useRead(catalog, 'readComponent', { params })
  const save = useWrite(
    (owners: OwnersDraft) => catalog.call('setComponentOwners', { params, body: { owners: [...owners] } }, { ifMatch: data?.version ?? 0 }),
    { touches: TOUCHES, done: onClose },
  )
  if (!data) return null
  const title = i18n.t('Who knows {name}', { name: data.name })
  const own = data.ownersInherited ? [] : data.owners
  return (
    <OwnersDialog
      title={title}
      application={data.applicationId}
      owners={own}
      onClose={onClose}
      onSave={save.run}
      pending={save.pending}
      problem={save.problem}
    />
  )
}
