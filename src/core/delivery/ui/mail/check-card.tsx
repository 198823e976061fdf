/** Whether mail gets through: the relay, the DNS records of the sender's domain, and a test to an address of one's own. */
import { useState } from 'react'
import { RefreshCw, Send } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { TextField } from '#design/field/text-field.tsx'
import { Link } from '#design/link/link.tsx'
import { href } from '#design/navigation/screen.ts'
import { useSentence } from '#design/navigation/sentences.ts'
import { useRead, useWrite } from '#design/session/client.ts'
import { useSession, useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { useDelivery } from '../client.ts'
import { messageScreen } from '../screens.ts'
import styles from './mail.module.css'

export function CheckCard() {
  const delivery = useDelivery()
  const tell = useSentence()
  const { data, error, refetch, isFetching } = useRead(delivery, 'checkMail', {})
  return (
    <Card
      title={i18n.t('Does mail get through?')}
      actions={
        <Button size="small" icon={<RefreshCw aria-hidden />} pending={isFetching} onClick={() => void refetch()}>
          {i18n.t('Look again')}
        </Button>
      }
    >
      {error && !data ? <ErrorState problem={error} retry={() => void refetch()} compact /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {data ? (
        <ul className={styles['findings']}>
          {data.items.map(({ ok, kind, particulars, sentence, mend }) => (
            <li key={kind} className={styles['finding']}>
              <StateLabel tone={ok ? 'good' : 'minor'}>{ok ? i18n.t('Well') : i18n.t('Look at this')}</StateLabel>
              <div>
                <p>{tell({ kind: `mail.${kind}`, sentence, particulars })}</p>
                {mend ? <p className={styles['mend']}>{tell({ kind: `mail.${kind}.mend`, sentence: mend, particulars })}</p> : null}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <TestMail />
    </Card>
  )
}

function TestMail() {
  const delivery = useDelivery()
  const toast = useToast()
  const why = useWhyNot()('delivery.mail.write')
  const [to, setTo] = useState(useSession().email)
  const [sent, setSent] = useState<string | null>(null)
  const send = useWrite(() => delivery.call('sendTestMail', { body: { to } }), {
    touches: ['delivery'],
    done: ({ id }) => {
      setSent(id)
      toast({ words: i18n.t('On its way to {to}.', { to }) })
    },
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <form
      className={styles['test']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!why) send.run(undefined)
      }}
    >
      <TextField label={i18n.t('Send a test to')} type="email" value={to} onChange={setTo} fault={send.problem?.of('to')} />
      <Button type="submit" icon={<Send aria-hidden />} why={why} pending={send.pending}>
        {i18n.t('Send a test')}
      </Button>
      {sent ? <Link to={href(messageScreen, { message: sent })}>{i18n.t('See what became of it')}</Link> : null}
    </form>
  )
}
