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
import { BANDS } from '../domain/severity.ts'
import type { Counts } from './client.ts'
import { Histogram } from './histogram.tsx'
import { LineList } from './line-list.tsx'
import { NoLines } from './no-lines.tsx'
import { logsScreen, RANGES } from './screens.ts'
import { useLines } from './use-lines.ts'
import { bandWords, rangeWords } from './words.ts'
import styles from './logs.module.css'

interface LinesCardProps {
  readonly applicationId: string
  readonly environment: string
  readonly environments: readonly { readonly id: string; readonly name: string }[]
}

export function LinesCard({ applicationId, environment, environments }: LinesCardProps) {
  const { search, update } = useScreen(logsScreen)
  const [isLive, setLive] = useState(false)
  const { lines, counts, again } = useLines(environment, search, isLive)
  const rows = lines.rows ?? []
  const why = search.to ? i18n.t('A time that has passed is shown. Choose a range to see what comes.') : null
  return (
    <Card
      flush
      title={i18n.t('Log lines')}
      note={i18n.t('The newest first. Kept for 30 days.')}
      actions={
        <>
          <Switch label={i18n.t('Live')} checked={isLive && why === null} onChange={setLive} why={why} />
          <IconButton size="small" label={i18n.t('Look again')} icon={<RotateCw aria-hidden />} onClick={again} />
        </>
      }
    >
      <Filters environment={environment} environments={environments} services={counts.data?.services} />
      {rows.length > 0 && counts.data ? (
        <Histogram counts={counts.data} onChoose={(from, to) => update({ from, to, range: undefined })} />
      ) : null}
      {lines.error && !lines.rows ? <ErrorState problem={lines.error} retry={again} /> : null}
      {lines.rows || lines.error ? null : <SkeletonRows />}
      {rows.length > 0 ? <LineList environment={environment} lines={rows} /> : null}
      {lines.rows?.length === 0 ? <NoLines applicationId={applicationId} /> : null}
      {rows.length > 0 && lines.more ? (
        <div className={styles['more']}>
          <Button pending={lines.loadingMore} onClick={lines.loadMore}>
            {i18n.t('Show older lines')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

interface FiltersProps extends Omit<LinesCardProps, 'applicationId'> {
  readonly services: Counts['services'] | undefined
}

function Filters({ environment, environments, services = [] }: FiltersProps) {
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
