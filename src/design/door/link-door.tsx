/** Asks for an address to which a link is sent. Says the same whether anybody has the address. */
import { type ReactNode, useState } from 'react'
import { MailCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '../button/button.tsx'
import { TextField } from '../field/text-field.tsx'
import { FormLayout } from '../layouts/layouts.tsx'
import { useWrite } from '../session/client.ts'
import { EmptyState, FormProblem } from '../states/states.tsx'
import { Door } from './door.tsx'

export interface LinkDoorProps {
  readonly title: string
  readonly lead: string
  /** What browsers fill in: the name of an account, or just an address. */
  readonly autoComplete: 'username' | 'email'
  readonly ask: (email: string) => Promise<unknown>
  readonly sent: { readonly title: (email: string) => string; readonly note: string }
  /** Below, before and after it was sent. */
  readonly children?: ReactNode
}

export function LinkDoor({ title, lead, autoComplete, ask, sent, children }: LinkDoorProps) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const email = typed.trim()
  const send = useWrite(() => ask(email), { touches: [], done: () => setAsked(true) })
  if (asked) {
    return (
      <Door title={i18n.t('Look into your mailbox')}>
        <EmptyState
          compact
          icon={<MailCheck aria-hidden />}
          title={sent.title(email)}
          action={<Button onClick={() => setAsked(false)}>{i18n.t('Another address')}</Button>}
        >
          {sent.note}
        </EmptyState>
        {children}
      </Door>
    )
  }
  return (
    <Door title={title} lead={lead}>
      <FormLayout
        label={title}
        onSubmit={() => send.run(undefined)}
        actions={
          <Button type="submit" kind="primary" size="large" wide pending={send.pending}>
            {i18n.t('Send me a link')}
          </Button>
        }
      >
        <TextField
          label={i18n.t('E-mail address')}
          type="email"
          autoComplete={autoComplete}
          autoFocus
          value={typed}
          onChange={setTyped}
          fault={send.problem?.of('email')}
        />
        <FormProblem problem={send.problem} />
      </FormLayout>
      {children}
    </Door>
  )
}
