/** From which pages errors of an environment are taken. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { TextArea } from '#design/field/text-field.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { useErrors } from './client.ts'

interface OriginsDialogProps {
  readonly environments: readonly { readonly id: string; readonly name: string }[]
  readonly onClose: () => void
}

export function OriginsDialog({ environments, onClose }: OriginsDialogProps) {
  const errors = useErrors()
  const [environment, setEnvironment] = useState(environments[0]?.id ?? '')
  const [written, setWritten] = useState<string | null>(null)
  const { data } = useRead(errors, 'readOrigins', { params: { id: environment } })
  const text = written ?? data?.origins.join('\n') ?? ''
  const origins = text.split(/\s+/).filter(Boolean)
  const save = useWrite(() => errors.call('changeOrigins', { params: { id: environment }, body: { origins } }), {
    touches: ['errors', 'records'],
    done: onClose,
  })
  return (
    <FormDialog
      title={i18n.t('Pages whose errors are taken')}
      onClose={onClose}
      verb={i18n.t('Save')}
      save={save}
      why={data ? null : i18n.t('Loading')}
    >
      <Select
        label={i18n.t('Environment')}
        value={environment}
        onChange={(next) => {
          setEnvironment(next)
          setWritten(null)
        }}
        options={environments.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {data ? (
        <TextArea
          mono
          label={i18n.t('Origins')}
          value={text}
          onChange={setWritten}
          hint={i18n.t('One a line, such as https://shop.example or https://*.shop.example. A star alone takes errors of every page.')}
          fault={save.problem?.message}
        />
      ) : (
        <SkeletonRows />
      )}
    </FormDialog>
  )
}
