/** How a status page is for its readers, and how it is reached. */
import { i18n } from '@lingui/core'
import { Banner } from '#design/banner/banner.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { Button } from '#design/button/button.tsx'
import { OutwardLink } from '#design/link/link.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { useRead, useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import { copyProblemWords, stateWords } from './words.ts'

export function PageFacts({ page }: { readonly page: StatusPage }) {
  const standing = useRead(useStatusPages(), 'readStanding', { params: { id: page.id } }).data
  const state = standing ? stateWords(standing.state) : null
  return (
    <>
      <PropertyList
        title={i18n.t('Now')}
        properties={[
          { label: i18n.t('State'), value: state ? <StateLabel tone={state.tone}>{state.words}</StateLabel> : '–' },
          { label: i18n.t('Followers'), value: page.subscribers },
          { label: i18n.t('Changed'), value: <RelativeTime at={page.updatedAt} /> },
          ...(page.copy === null ? [] : [{ label: i18n.t('Copy elsewhere'), value: <CopyState copy={page.copy} /> }]),
        ]}
      />
      {page.copy?.problem ? (
        <Banner tone="warning">
          {i18n.t('The copy elsewhere is not as it should be: {why}. Pitcrew goes on trying.', {
            why: copyProblemWords(page.copy.problem),
          })}
        </Banner>
      ) : null}
      <CopyField label={i18n.t('Private link')} value={page.privateUrl} />
      <RenewButton page={page} />
      <CopyField label={i18n.t('Badge')} value={`${page.publicUrl}/badge.svg`} />
      <CopyField label={i18n.t('Script for your site')} value={`<script async src="${page.publicUrl}/widget.js"></script>`} />
    </>
  )
}

function CopyState({ copy: { url, copiedAt } }: { readonly copy: NonNullable<StatusPage['copy']> }) {
  if (copiedAt === null) return i18n.t('not there yet')
  return (
    <OutwardLink href={url}>
      <RelativeTime at={copiedAt} />
    </OutwardLink>
  )
}

function RenewButton({ page }: { readonly page: StatusPage }) {
  const pages = useStatusPages()
  const toast = useToast()
  const why = useWhyNot()('statuspage.pages.write')
  const renew = useWrite(() => pages.call('renewLink', { params: { id: page.id } }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('The private link is a new one; the one before opens nothing any more.') }),
    failed: (problem) => toast({ words: problem.message, tone: 'failed' }),
  })
  return (
    <Button size="small" why={why} pending={renew.pending} onClick={() => renew.run(undefined)}>
      {i18n.t('Renew private link')}
    </Button>
  )
}
