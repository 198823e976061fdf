/** Name, short name, address, client and description of an application. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { useScope } from '#design/navigation/scope.ts'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { type Application, TOUCHES, useCatalog } from '../client.ts'
import styles from './applications.module.css'

const OWN = 'own'

export function EditApplicationDialog({ application, onClose }: { readonly application: Application; readonly onClose: () => void }) {
  const catalog = useCatalog()
  const scope = useScope()
  const [name, setName] = useState(application.name)
  const [slug, setSlug] = useState(application.slug)
  const [url, setUrl] = useState(application.url ?? '')
  const [runbook, setRunbook] = useState(application.runbookUrl ?? '')
  const [description, setDescription] = useState(application.description)
  const [clientId, setClientId] = useState<string>(application.client?.id ?? OWN)
  const movable = application.kind !== 'self' && scope.clients.length > 0
  const body = { name, slug, url: url.trim() || null, runbookUrl: runbook.trim() || null, description }
  const save = useWrite(
    () =>
      catalog.call(
        'changeApplication',
        {
          params: { id: application.id },
          body: { ...body, ...(movable ? { clientId: clientId === OWN ? null : clientId } : {}) },
        },
        { ifMatch: application.version },
      ),
    { touches: TOUCHES, done: onClose },
  )
  const { problem } = save
  return (
    <Dialog title={i18n.t('Edit {name}', { name: application.name })} open onClose={onClose}>
      <FormLayout
        label={i18n.t('Edit')}
        onSubmit={() => save.run(undefined)}
        actions={
          <Row>
            <Button type="submit" kind="primary" pending={save.pending}>
              {i18n.t('Save')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <div className={styles['pair']}>
          <TextField label={i18n.t('Name')} autoFocus value={name} onChange={setName} fault={problem?.of('name')} />
          <TextField label={i18n.t('Short name')} mono value={slug} onChange={setSlug} fault={problem?.of('slug')} />
        </div>
        <TextField label={i18n.t('Address')} type="url" optional value={url} onChange={setUrl} fault={problem?.of('url')} />
        <TextField
          label={i18n.t('Runbook')}
          type="url"
          optional
          hint={i18n.t('Where it is written what to do when it is in trouble; stands in each page to people on duty.')}
          value={runbook}
          onChange={setRunbook}
          fault={problem?.of('runbookUrl')}
        />
        {movable ? (
          <Select
            label={i18n.t('Client')}
            value={clientId}
            onChange={setClientId}
            options={[{ value: OWN, label: i18n.t('Our own') }, ...scope.clients.map((one) => ({ value: one.id, label: one.name }))]}
          />
        ) : null}
        <TextArea label={i18n.t('Description')} optional value={description} onChange={setDescription} fault={problem?.of('description')} />
        <FormProblem problem={problem} />
      </FormLayout>
    </Dialog>
  )
}
