/** How much room telemetry may take, with what a smaller limit would cost said before it is saved. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { figure } from '#design/time/format.ts'
import { useToast } from '#design/toast/toast.tsx'
import { type StorageState, useStorage } from './client.ts'

const GIBIBYTE = 2 ** 30

export function LimitCard({ state }: { readonly state: StorageState }) {
  const storage = useStorage()
  const toast = useToast()
  const why = useWhyNot()('storage.room.write')
  const before = state.bytesMax === null ? '' : String(state.bytesMax / GIBIBYTE)
  const [typed, setTyped] = useState(before)
  const chosen = typed.trim() === '' ? null : Math.round(Number(typed.replace(',', '.')) * GIBIBYTE)
  const lost = chosen === null ? 0 : state.bytes - chosen
  const save = useWrite(() => storage.call('changeLimit', { body: { bytesMax: chosen } }, { ifMatch: state.version }), {
    touches: ['storage', 'records'],
    done: () => toast({ words: i18n.t('Saved.') }),
  })
  return (
    <Card
      title={i18n.t('Limit')}
      note={i18n.t('Without one, telemetry takes at most four fifths of what it and the free space have together.')}
    >
      <FormLayout
        label={i18n.t('Limit')}
        onSubmit={() => save.run(undefined)}
        actions={
          <Button
            type="submit"
            kind={lost > 0 ? 'danger' : 'primary'}
            pending={save.pending}
            why={why ?? (typed === before ? i18n.t('Nothing was changed.') : null)}
          >
            {i18n.t('Save')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('GiB that telemetry may take')}
          hint={i18n.t('Empty: as much as the disk allows.')}
          inputMode="decimal"
          value={typed}
          onChange={setTyped}
          readOnly={why !== null}
          fault={save.problem?.of('bytesMax')}
        />
        {lost > 0 ? (
          <Banner tone="warning">
            {i18n.t('{bytes} that are kept now would be dropped within five minutes, and cannot be brought back.', {
              bytes: figure(lost, 'bytes'),
            })}
          </Banner>
        ) : null}
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}
