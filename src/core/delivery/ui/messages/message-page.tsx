/** One message: to whom, why, its text, and everything that happened to it. */
import { RotateCw, XCircle } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState, ErrorState } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type Message, useDelivery } from '../client.ts'
import { messageScreen, messagesScreen } from '../screens.ts'
import { messageState, natureWords } from '../words.ts'
import styles from './message-page.module.css'

export function MessagePage() {
  const delivery = useDelivery()
  const { params } = useScreen(messageScreen)
  const { data, error, refetch } = useRead(delivery, 'readMessage', { params: { id: params.message } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} />
  const state = messageState(data.state)
  return (
    <DetailLayout
      title={data.subject}
      crumbs={[{ label: i18n.t('Messages'), to: href(messagesScreen, {}) }]}
      marks={<StateLabel tone={state.tone}>{state.words}</StateLabel>}
      actions={<MessageCommands message={data} />}
      facts={<Facts message={data} />}
    >
      <Card title={i18n.t('What was sent')}>
        <Body message={data} />
      </Card>
      <Card title={i18n.t('What happened')}>
        <ol className={styles['steps']}>
          {data.steps.map((step, index) => (
            <li key={index} className={styles['step']}>
              <StateLabel tone={messageState(step.state).tone}>{messageState(step.state).words}</StateLabel>
              <RelativeTime at={step.at} />
              {step.answer ? <code className={styles['answer']}>{step.answer}</code> : null}
            </li>
          ))}
        </ol>
      </Card>
    </DetailLayout>
  )
}

function Facts({ message }: { readonly message: Message }) {
  const recipient = message.recipientName ? `${message.recipientName} <${message.recipient}>` : message.recipient
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        { label: i18n.t('Why'), value: message.why },
        { label: i18n.t('To'), value: recipient },
        { label: i18n.t('From'), value: message.sender ?? i18n.t('the configured sender') },
        { label: i18n.t('Sort'), value: natureWords(message.nature) },
        { label: i18n.t('Written'), value: <RelativeTime at={message.queuedAt} /> },
        { label: i18n.t('Answers of the relay'), value: message.attempts },
        ...(message.tryAt ? [{ label: i18n.t('Tried next'), value: <RelativeTime at={message.tryAt} /> }] : []),
        { label: i18n.t('Message-ID'), value: <code className={styles['id']}>{message.messageId}</code> },
      ]}
    />
  )
}

/** HTML of a mail is shown where it can neither run nor fetch anything. */
function Body({ message }: { readonly message: Message }) {
  if (message.confidential) {
    return (
      <EmptyState compact title={i18n.t('This text is shown to nobody.')}>
        {i18n.t('It holds a one-time link, which is for its recipient alone and forgotten once it is handed over.')}
      </EmptyState>
    )
  }
  return <pre className={styles['text']}>{message.text}</pre>
}

function MessageCommands({ message }: { readonly message: Message }) {
  const delivery = useDelivery()
  const toast = useToast()
  const why = useWhyNot()('delivery.messages.write')
  const params = { id: message.id }
  const options = {
    touches: ['delivery', 'operation'],
    failed: (problem: Error) => toast({ words: problem.message, tone: 'failed' as const }),
  }
  const again = useWrite(() => delivery.call('sendAgain', { params }), {
    ...options,
    done: () => toast({ words: i18n.t('It is tried now.') }),
  })
  const cancel = useWrite(() => delivery.call('cancelMessage', { params }), options)
  const waits = message.state === 'queued' || message.state === 'deferred'
  const over = message.state === 'handed_over' ? i18n.t('The relay has it already.') : null
  return (
    <>
      <Button
        icon={<RotateCw aria-hidden />}
        why={why ?? over ?? (message.state === 'queued' ? i18n.t('It is waiting for its first time.') : null)}
        pending={again.pending}
        onClick={() => again.run(undefined)}
      >
        {i18n.t('Try now')}
      </Button>
      <Button
        icon={<XCircle aria-hidden />}
        why={why ?? (waits ? null : (over ?? i18n.t('Nothing waits any more.')))}
        pending={cancel.pending}
        onClick={() => cancel.run(undefined)}
      >
        {i18n.t('Call off')}
      </Button>
    </>
  )
}
