/** Changing one's password ends every other session: said before, not after. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { NewPasswordField } from '#design/field/new-password-field.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { FormLayout } from '#design/layouts/layouts.tsx'
import { useWrite } from '#design/session/client.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { useIdentity } from '../client.ts'
import { passwordWords } from '../words.ts'

export function PasswordCard({ names }: { readonly names: readonly string[] }) {
  const identity = useIdentity()
  const toast = useToast()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useWrite(() => identity.call('changePassword', { body: { current, next } }), {
    touches: ['identity'],
    done: () => {
      setCurrent('')
      setNext('')
      toast({ words: i18n.t('Your password is changed; other sessions have ended.') })
    },
  })
  return (
    <Card title={i18n.t('Password')} note={i18n.t('A new password ends your sessions in all other browsers.')}>
      <FormLayout
        label={i18n.t('Password')}
        onSubmit={() => change.run(undefined)}
        actions={
          <Button type="submit" pending={change.pending} why={current && next ? null : i18n.t('Fill in both passwords first.')}>
            {i18n.t('Change password')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('Present password')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          fault={change.problem?.of('current')}
        />
        <NewPasswordField
          label={i18n.t('New password')}
          value={next}
          onChange={setNext}
          hint={i18n.t('At least 10 characters. A sentence is easier to keep than a riddle.')}
          judge={(typed) => passwordWords(typed, names)}
          fault={change.problem?.of('next')}
        />
        <FormProblem problem={change.problem} />
      </FormLayout>
    </Card>
  )
}
