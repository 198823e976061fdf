/** One page, made for a thumb at three in the morning: what is wrong, three big buttons, then everything one asks next. */
import { ArrowUpRight, Check, CheckCheck } from 'lucide-react'
import { i18n } from '@lingui/core'
import { PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { DetailLayout } from '#design/layouts/layouts.tsx'
import { Link } from '#design/link/link.tsx'
import { href, useScreen } from '#design/navigation/screen.ts'
import { Slot } from '#design/navigation/slots.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { ErrorState, FormProblem } from '#design/states/states.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { toId } from '#kit/ids.ts'
import { nameOf, type PageDetail, TOUCHES, useOncall } from './client.ts'
import { oncallScreen, pageScreen } from './screens.ts'
import { channelWords, decisionWords, messageState, pageState, reasonWords, severityWords } from './words.ts'
import styles from './oncall.module.css'

export function PagePage() {
  const { params } = useScreen(pageScreen)
  const { data, error, refetch } = useRead(useOncall(), 'readPage', { params: { id: params.page } })
  if (error && !data) return <ErrorState problem={error} retry={() => void refetch()} />
  return data ? <Page page={data} /> : <SkeletonRows />
}

function Page({ page }: { readonly page: PageDetail }) {
  const state = pageState(page)
  const alert = page.subjects.find(({ kind }) => kind === 'alert')
  const others = page.subjects.filter(({ title }) => title !== page.title)
  return (
    <DetailLayout
      title={page.title}
      crumbs={[{ label: i18n.t('All pages'), to: href(oncallScreen, {}, { view: 'pages' }) }]}
      marks={
        <>
          <StateLabel strong tone={page.severity}>
            {severityWords(page.severity)}
          </StateLabel>
          <StateLabel tone={state.tone}>{state.words}</StateLabel>
        </>
      }
      summary={[page.application, page.environment].filter(Boolean).join(' · ')}
      facts={<Facts page={page} />}
    >
      <Answers page={page} />
      {alert ? <Slot name="alert.known" given={{ alertId: toId('alert', alert.id) }} /> : null}
      {others.length > 0 ? (
        <Card title={i18n.t('Also in this page')}>
          <ul className={styles['plain']}>
            {others.map((one) => (
              <li key={one.id}>
                {one.title} {one.overAt ? <Badge>{i18n.t('over')}</Badge> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {page.applicationId ? <Slot name="application.figures" given={{ applicationId: page.applicationId }} /> : null}
      <Asked page={page} />
      <Decisions page={page} />
      {page.applicationId ? (
        <Card title={i18n.t('Last changes of the application')}>
          <Slot name="thing.timeline" given={{ record: page.applicationId }} />
        </Card>
      ) : null}
    </DetailLayout>
  )
}

function Answers({ page }: { readonly page: PageDetail }) {
  const oncall = useOncall()
  const why = useWhyNot()('oncall.pages.answer')
  const answer = useWrite(
    (said: 'acknowledge' | 'escalate' | 'resolve') => oncall.call('answerPage', { params: { id: page.id }, body: { answer: said } }),
    { touches: TOUCHES },
  )
  if (page.state === 'ended') return null
  const isTaken = page.state === 'acknowledged'
  return (
    <div className={styles['answers']}>
      <FormProblem problem={answer.problem} />
      <div className={styles['buttons']}>
        {isTaken ? null : (
          <Button
            kind="primary"
            size="large"
            wide
            icon={<Check aria-hidden />}
            why={why}
            pending={answer.pending}
            onClick={() => answer.run('acknowledge')}
          >
            {i18n.t('Acknowledge')}
          </Button>
        )}
        <Button size="large" wide icon={<ArrowUpRight aria-hidden />} why={why} onClick={() => answer.run('escalate')}>
          {i18n.t('Escalate')}
        </Button>
        <Button
          {...(isTaken ? { kind: 'primary' } : {})}
          size="large"
          wide
          icon={<CheckCheck aria-hidden />}
          why={why}
          onClick={() => answer.run('resolve')}
        >
          {i18n.t('Resolve')}
        </Button>
      </div>
    </div>
  )
}

function Facts({ page }: { readonly page: PageDetail }) {
  const { applicationId } = page
  return (
    <PropertyList
      title={i18n.t('Facts')}
      properties={[
        { label: i18n.t('Why'), value: [reasonWords(page.reason), ...whyNotReached(page)].join(' ') },
        { label: i18n.t('Opened'), value: <RelativeTime at={page.openedAt} /> },
        ...(page.nextAt ? [{ label: i18n.t('Next step'), value: <RelativeTime at={page.nextAt} /> }] : []),
        ...(page.answeredBy
          ? [
              { label: i18n.t('Answered by'), value: <PersonName name={nameOf(page.people, page.answeredBy)} /> },
              { label: i18n.t('By way of'), value: channelWords(page.answeredVia ?? 'console') },
            ]
          : []),
        ...(page.endedAt ? [{ label: i18n.t('Ended'), value: <RelativeTime at={page.endedAt} /> }] : []),
        ...(applicationId
          ? [{ label: i18n.t('Application'), value: <Link to={`/applications/${applicationId}`}>{page.application ?? ''}</Link> }]
          : []),
      ]}
    />
  )
}

function Asked({ page }: { readonly page: PageDetail }) {
  if (page.messages.length === 0) return null
  return (
    <Card title={i18n.t('Who was asked')}>
      <ul className={styles['asked']}>
        {page.messages.map((message) => {
          const state = messageState(message.state)
          return (
            <li key={message.id}>
              <span className={styles['line']}>
                <PersonName name={nameOf(page.people, message.personId)} />
                <span>{channelWords(message.channel)}</span>
                <StateLabel tone={state.tone}>{state.words}</StateLabel>
                <span className={styles['quiet']}>
                  <RelativeTime at={message.handedOverAt ?? message.queuedAt} />
                </span>
              </span>
              <span className={styles['quiet']}>
                {[
                  reasonWords(message.whyPerson),
                  reasonWords(message.whyChannel),
                  ...(message.outcome ? [reasonWords(message.outcome)] : []),
                ].join(' · ')}
                {message.repeats > 0 ? ` · ${i18n.t('handed over again {count} times', { count: message.repeats })}` : ''}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Decisions({ page }: { readonly page: PageDetail }) {
  return (
    <Card title={i18n.t('Decisions')} note={i18n.t('What was decided about this page, and why.')}>
      <ol className={styles['asked']}>
        {page.decisions.map((decision, index) => (
          <li key={`${decision.at} ${index}`}>
            <span className={styles['line']}>
              <strong>{decisionWords(decision.kind)}</strong>
              {decision.personId ? <PersonName name={nameOf(page.people, decision.personId)} /> : null}
              <span className={styles['quiet']}>
                <RelativeTime at={decision.at} />
              </span>
            </span>
            <span className={styles['quiet']}>
              {[reasonWords(decision.reason), decision.detail['by'], decision.detail['title'], channelOf(decision.detail)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** What channels said, each once, where nobody could be reached. */
function whyNotReached({ reason, messages, decisions }: PageDetail): readonly string[] {
  if (reason !== 'nobody_reached') return []
  const said = messages.flatMap(({ channel, outcome }) => (outcome ? [`${channelWords(channel)}: ${reasonWords(outcome)}.`] : []))
  const without = decisions.some(({ kind }) => kind === 'not_reachable') ? [i18n.t('Somebody asked has no channel that can be used.')] : []
  return [...new Set([...said, ...without])]
}

const channelOf = ({ channel }: Readonly<Record<string, string | number>>): string =>
  typeof channel === 'string' ? channelWords(channel) : ''
