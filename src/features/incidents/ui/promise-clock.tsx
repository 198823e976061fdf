/** What runs down now: the answer until somebody has it, then its end; and when the public is to hear of it. */
import { i18n } from '@lingui/core'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { useNow } from '#design/time/now.ts'
import { RelativeTime } from '#design/time/relative-time.tsx'
import type { Incident, Inside } from './client.ts'

export function PromiseClock({ incident, inside }: { readonly incident: Incident; readonly inside: Inside }) {
  const { response, resolution, postDueAt } = inside
  const running = response.state === 'running' ? response : resolution.state === 'running' ? resolution : null
  const words = running === response ? i18n.t('answer due') : i18n.t('resolution due')
  return (
    <>
      {running?.dueAt ? <DueIn words={words} at={running.dueAt} /> : null}
      {postDueAt ? <DueIn words={i18n.t('public post due')} at={postDueAt} /> : null}
      {incident.resolvedAt ? (
        <span>
          {i18n.t('resolved')} <RelativeTime at={incident.resolvedAt} />
        </span>
      ) : null}
    </>
  )
}

function DueIn({ words, at }: { readonly words: string; readonly at: string }) {
  const isLate = new Date(at).getTime() < useNow()
  const text = (
    <>
      {words} <RelativeTime at={at} />
    </>
  )
  return isLate ? <StateLabel tone="major">{text}</StateLabel> : <StateLabel tone="due">{text}</StateLabel>
}
