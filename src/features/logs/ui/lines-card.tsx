/** Lines of one environment: what they are looked for by, how many there are over time, and the newest of them. */
import { useEffect, useRef, useState } from 'react'
import { RotateCw } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup, Switch } from '#design/choice/choice.tsx'
import { SearchField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import { ErrorState } from '#design/states/states.tsx'
import { RANGES } from '../domain/saved-search.ts'
import { BANDS } from '../domain/severity.ts'
import { joined } from '../domain/tail.ts'
import type { Counts, Line } from './client.ts'
import { AttributesBar } from './attributes-bar.tsx'
import { Histogram } from './histogram.tsx'
import { LineList, type LineListProps } from './line-list.tsx'
import { NoLines } from './no-lines.tsx'
import { logsScreen } from './screens.ts'
import { SearchesMenu } from './searches-menu.tsx'
import { TailNote } from './tail-note.tsx'
import { useHeld } from './use-held.ts'
import { askedOf, useLines } from './use-lines.ts'
import { useTail } from './use-tail.ts'
import { bandWords, rangeWords } from './words.ts'
import styles from './logs.module.css'

interface LinesCardProps {
  readonly applicationId: string
  readonly environment: string
  readonly environments: readonly { readonly id: string; readonly name: string }[]
}

export function LinesCard({ applicationId, environment, environments }: LinesCardProps) {
  const { search, update } = useScreen(logsScreen)
  const [wantsLive, setLive] = useState(false)
  const why = search.to ? i18n.t('A time that has passed is shown. Choose a range to see what comes.') : null
  const isLive = wantsLive && why === null
  const { lines, counts, again, query } = useLines(environment, search, isLive)
  return (
    <Card
      flush
      title={i18n.t('Log lines')}
      note={i18n.t('The newest first. Kept for 30 days.')}
      actions={
        <>
          <SearchesMenu applicationId={applicationId} />
          <Switch label={i18n.t('Live')} checked={isLive} onChange={setLive} why={why} />
          <IconButton size="small" label={i18n.t('Look again')} icon={<RotateCw aria-hidden />} onClick={again} />
        </>
      }
    >
      <Filters environment={environment} environments={environments} services={counts.data?.services} query={query} />
      {counts.data && lines.rows?.length !== 0 ? (
        <Histogram counts={counts.data} onChoose={(from, to) => update({ from, to, range: undefined })} />
      ) : null}
      <Lines applicationId={applicationId} environment={environment} isLive={isLive} lines={lines} again={again} />
    </Card>
  )
}

interface LinesProps extends Pick<LinesCardProps, 'applicationId' | 'environment'> {
  readonly isLive: boolean
  readonly lines: ReturnType<typeof useLines>['lines']
  readonly again: () => void
}

function Lines(props: LinesProps) {
  const { search } = useScreen(logsScreen)
  const [open, setOpen] = useState<string | null>(null)
  const opening = { open, setOpen }
  // Something else that is looked for is followed from its beginning.
  if (props.isLive) return <FollowedLines key={JSON.stringify(askedOf(search))} {...props} {...opening} />
  return <ListedLines {...props} {...opening} rows={props.lines.rows} />
}

type Opening = Pick<LineListProps, 'open' | 'setOpen'>

/** Above those of the list those that come while they are followed. */
function FollowedLines(props: LinesProps & Opening) {
  const { environment, lines, open, setOpen } = props
  const { search } = useScreen(logsScreen)
  const followed = useTail(environment, search)
  const { top, lines: tail, waiting, resume } = useHeld(followed.tail, open !== null, () => setOpen(null))
  return (
    <>
      <div ref={top} />
      <TailNote followed={followed} waiting={waiting} onResume={resume} />
      <ListedLines {...props} rows={lines.rows && joined(tail, lines.rows)} />
    </>
  )
}

function ListedLines({
  applicationId,
  environment,
  lines,
  again,
  rows,
  ...opening
}: LinesProps & Opening & { readonly rows: readonly Line[] | undefined }) {
  if (lines.error && !rows) return <ErrorState problem={lines.error} retry={again} />
  if (!rows) return <SkeletonRows />
  if (rows.length === 0) return <NoLines applicationId={applicationId} />
  return (
    <>
      <LineList environment={environment} lines={rows} {...opening} />
      {lines.more ? (
        <div className={styles['more']}>
          <Button pending={lines.loadingMore} onClick={lines.loadMore}>
            {i18n.t('Show older lines')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface FiltersProps extends Omit<LinesCardProps, 'applicationId'> {
  readonly services: Counts['services'] | undefined
  readonly query: ReturnType<typeof useLines>['query']
}

function Filters({ environment, environments, services = [], query }: FiltersProps) {
  const { search, update } = useScreen(logsScreen)
  const names = new Set([...services.map(({ service }) => service).filter(Boolean), ...(search.service ? [search.service] : [])])
  return (
    <div className={styles['filters']}>
      <WordsField />
      <RadioGroup
        bar
        hideLabel
        label={i18n.t('Span of time')}
        value={search.from ? '' : (search.range ?? '1h')}
        onChange={(range) => update({ range: range || undefined, from: undefined, to: undefined })}
        options={RANGES.map((range) => ({ value: range as typeof range | '', label: rangeWords(range) }))}
      />
      {environments.length > 1 ? (
        <FilterChip
          label={i18n.t('Environment')}
          value={environment}
          choices={environments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => update({ environment: next, service: undefined })}
        />
      ) : null}
      <FilterChip
        label={i18n.t('At least')}
        value={search.severity}
        choices={BANDS.slice(1).map((band) => ({ value: band, label: bandWords(band) }))}
        onChange={(severity) => update({ severity: BANDS.find((band) => band === severity) })}
      />
      {names.size > 0 ? (
        <FilterChip
          label={i18n.t('Service')}
          value={search.service}
          choices={[...names].map((name) => ({ value: name, label: name }))}
          onChange={(service) => update({ service })}
        />
      ) : null}
      <AttributesBar environment={environment} query={query} />
    </div>
  )
}

/** A search costs more than a key: it begins when the fingers rest. */
const REST_MS = 300

function WordsField() {
  const { search, update } = useScreen(logsScreen)
  const words = search.words ?? ''
  const sent = useRef(words)
  const [typed, setTyped] = useState(words)
  // Taken out by a button below, or by going back.
  useEffect(() => {
    if (words === sent.current) return
    sent.current = words
    setTyped(words)
  }, [words])
  useEffect(() => {
    if (typed === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed
      update({ words: typed || undefined })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed, update])
  return (
    <div className={styles['words']}>
      <SearchField label={i18n.t('Search lines')} placeholder={i18n.t('Whole words, all of them')} value={typed} onChange={setTyped} />
    </div>
  )
}
