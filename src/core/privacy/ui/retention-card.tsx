/** What is not kept for ever, and for how long. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import styles from './privacy.module.css'
import { usePrivacy, type RetentionKind } from './client.ts'
import { retentionWords } from './retention-words.ts'

export function RetentionCard() {
  const privacy = usePrivacy()
  const { data, error, refetch } = useRead(privacy, 'listRetention', {})
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} compact />
  if (!data) return <SkeletonRows rows={4} />
  return (
    <div className={styles['kinds']}>
      {data.items.map((one) => (
        <RetentionRow key={`${one.kind} ${one.version}`} kind={one} />
      ))}
    </div>
  )
}

function RetentionRow({ kind }: { readonly kind: RetentionKind }) {
  const privacy = usePrivacy()
  const toast = useToast()
  const why = useWhyNot()('privacy.retention.write')
  const shown = kind.days === null ? '' : String(kind.days)
  const [days, setDays] = useState(shown)
  const save = useWrite(
    () =>
      privacy.call(
        'changeRetention',
        { params: { kind: kind.kind }, body: { days: days.trim() === '' ? null : Number(days) } },
        { ifMatch: kind.version },
      ),
    { touches: ['privacy', 'records'], done: () => toast({ words: i18n.t('Saved.') }) },
  )
  const standard = kind.standardDays === null ? i18n.t('for ever') : i18n.t('{days} days', { days: kind.standardDays })
  const words = retentionWords[kind.kind] ?? kind
  const title = i18n._(words.title)
  return (
    <Card title={title} note={i18n._(words.sentence)}>
      <FormLayout
        label={title}
        onSubmit={() => save.run(undefined)}
        actions={
          <Button type="submit" kind="primary" pending={save.pending} why={why ?? (days === shown ? i18n.t('Nothing was changed.') : null)}>
            {i18n.t('Save')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('Days')}
          hint={i18n.t('Standard: {standard}. Empty keeps it for ever; at least {min} days.', { standard, min: kind.daysMin })}
          inputMode="numeric"
          value={days}
          onChange={setDays}
          readOnly={why !== null}
          fault={save.problem?.of('days')}
        />
        <FormProblem problem={save.problem} />
      </FormLayout>
    </Card>
  )
}
