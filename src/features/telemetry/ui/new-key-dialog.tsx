/** Makes a write-only key and shows it once, with what a Prometheus needs to send by it. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Dialog } from '#design/overlay/dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useCatalog, useTelemetry } from './client.ts'
import styles from './telemetry.module.css'

export function NewKeyDialog({ applicationId, onClose }: { readonly applicationId: string; readonly onClose: () => void }) {
  const telemetry = useTelemetry()
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const environmentId = chosen ?? environments.data?.items[0]?.id ?? ''
  const make = useWrite(() => telemetry.call('createIngestKey', { body: { environmentId, name } }), {
    touches: ['telemetry', 'records'],
    done: (made) => setSecret(made.secret),
  })
  if (secret) return <ReadyDialog secret={secret} onClose={onClose} />
  return (
    <Dialog title={i18n.t('New write-only key')} open onClose={onClose}>
      <FormLayout
        label={i18n.t('New write-only key')}
        onSubmit={() => make.run(undefined)}
        actions={
          <Row>
            <Button
              type="submit"
              kind="primary"
              pending={make.pending}
              why={environments.data?.items.length === 0 ? i18n.t('Add an environment first.') : null}
            >
              {i18n.t('Make the key')}
            </Button>
            <Button onClick={onClose}>{i18n.t('Cancel')}</Button>
          </Row>
        }
      >
        <TextField
          label={i18n.t('Name')}
          autoFocus
          value={name}
          onChange={setName}
          hint={i18n.t('What sends with it, such as “Prometheus in Frankfurt”.')}
          fault={make.problem?.of('name')}
        />
        <Select
          label={i18n.t('Environment')}
          value={environmentId}
          onChange={setChosen}
          options={(environments.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
        />
        <FormProblem problem={make.problem} />
      </FormLayout>
    </Dialog>
  )
}

function ReadyDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const configuration = `remote_write:
  - url: ${location.origin}/prometheus/api/v1/write
    authorization:
      credentials: ${secret}
    queue_config:
      retry_on_http_429: true`
  return (
    <Dialog title={i18n.t('The key is ready')} open onClose={onClose}>
      <FormLayout
        label={i18n.t('The key is ready')}
        onSubmit={onClose}
        actions={
          <Button type="submit" kind="primary">
            {i18n.t('Done')}
          </Button>
        }
      >
        <CopyField label={i18n.t('Secret')} value={secret} />
        <Banner tone="warning">{i18n.t('Copy it now: it is shown this one time.')}</Banner>
        <p className={styles['for']}>{i18n.t('For prometheus.yml:')}</p>
        <pre className={styles['configuration']}>{configuration}</pre>
      </FormLayout>
    </Dialog>
  )
}
