/** Makes a write-only key and shows it once, with what a Prometheus needs to send by it. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextField } from '#design/field/text-field.tsx'
import { SecretDialog } from '#design/overlay/secret-dialog.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import type { AnswerOf } from '#kit/contract.ts'
import type { telemetryContract } from '../contract/contract.ts'
import { useCatalog, useTelemetry } from './client.ts'
import styles from './telemetry.module.css'

export function NewKeyDialog({ applicationId, onClose }: { readonly applicationId: string; readonly onClose: () => void }) {
  const telemetry = useTelemetry()
  const environments = useRead(useCatalog(), 'listEnvironments', { query: { applicationId, limit: 200 } })
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [ready, setReady] = useState<Made | null>(null)
  const environmentId = chosen ?? environments.data?.items[0]?.id ?? ''
  const make = useWrite(() => telemetry.call('createIngestKey', { body: { environmentId, name } }), {
    touches: ['telemetry', 'records'],
    done: setReady,
  })
  if (ready) return <ReadyDialog made={ready} onClose={onClose} />
  return (
    <FormDialog
      title={i18n.t('New write-only key')}
      onClose={onClose}
      verb={i18n.t('Make the key')}
      save={make}
      why={environments.data?.items.length === 0 ? i18n.t('Add an environment first.') : null}
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
    </FormDialog>
  )
}

type Made = AnswerOf<(typeof telemetryContract)['createIngestKey']>

function ReadyDialog({ made: { secret, ingestKey }, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const configuration = `remote_write:
  - url: ${location.origin}/prometheus/api/v1/write
    authorization:
      credentials: ${secret}
    queue_config:
      retry_on_http_429: true`
  const variables = `OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}/otlp
OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20${secret}`
  return (
    <SecretDialog title={i18n.t('The key is ready')} secret={secret} onClose={onClose}>
      <p className={styles['for']}>{i18n.t('For prometheus.yml:')}</p>
      <pre className={styles['configuration']}>{configuration}</pre>
      <p className={styles['for']}>{i18n.t('For what sends with OpenTelemetry, as environment variables:')}</p>
      <pre className={styles['configuration']}>{variables}</pre>
      <p className={styles['for']}>{i18n.t('For Sentry’s clients, as DSN:')}</p>
      <pre className={styles['configuration']}>{ingestKey.dsn}</pre>
    </SecretDialog>
  )
}
