/** The explorer of metrics: what is picked or written is drawn at once, and the address holds all of it. */
import { useMemo } from 'react'
import { Plus } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { RadioGroup } from '#design/choice/choice.tsx'
import { PageLayout, Row } from '#design/layouts/layouts.tsx'
import { useScreen } from '#design/navigation/screen.ts'
import { EXPRESSIONS_MAX } from '../domain/limits.ts'
import { readPicks } from '../domain/read-picks.ts'
import { unitOf } from '../domain/units.ts'
import type { Place } from './client.ts'
import { ExpressionChart, useEvaluation } from './expression-chart.tsx'
import { expressionsIn } from './expressions-in.ts'
import { LookedAt } from './looked-at.tsx'
import { QueryCard } from './query-card.tsx'
import { drawn, useRange } from './range.ts'
import { exploreScreen } from './screens.ts'

export function ExplorePage() {
  const { search, update } = useScreen(exploreScreen)
  return (
    <PageLayout title={i18n.t('Explore')} summary={i18n.t('Pick a metric, or write PromQL. The address holds what you see.')}>
      <LookedAt search={search} update={update as never}>
        {(place) => <Explored place={place} />}
      </LookedAt>
    </PageLayout>
  )
}

function Explored({ place }: { readonly place: Place }) {
  const { search, update } = useScreen(exploreScreen)
  const range = useRange(search)
  const texts = useMemo(() => expressionsIn(search.expressions), [search.expressions])
  const written = useMemo(() => texts.filter((text) => text.trim() !== '').map((text) => ({ text, legend: '' })), [texts])
  const { data } = useEvaluation(
    place,
    written.map(({ text }) => text),
    range,
  )
  const set = (next: readonly string[]) => update({ expressions: JSON.stringify(next) })
  const picks = readPicks(written[0]?.text ?? '')
  return (
    <>
      {texts.map((text, index) => (
        <QueryCard
          key={index}
          index={index}
          text={text}
          place={place}
          faults={data?.items[written.findIndex((one) => one.text === text)]?.faults ?? []}
          onChange={(next) => set(texts.with(index, next))}
          onRemove={texts.length > 1 ? () => set(texts.toSpliced(index, 1)) : undefined}
        />
      ))}
      <Row>
        <Button
          icon={<Plus aria-hidden />}
          why={texts.length >= EXPRESSIONS_MAX ? i18n.t('A chart has at most {count} expressions.', { count: EXPRESSIONS_MAX }) : null}
          onClick={() => set([...texts, ''])}
        >
          {i18n.t('Add expression')}
        </Button>
      </Row>
      {written.length > 0 ? (
        <Card
          title={i18n.t('Chart')}
          note={i18n.t('Draw across the chart to look closer.')}
          actions={
            <RadioGroup
              bar
              hideLabel
              label={i18n.t('Kind of chart')}
              value={search.kind ?? 'line'}
              onChange={(kind) => update({ kind: kind === 'area' ? kind : undefined })}
              options={[
                { value: 'line', label: i18n.t('Lines') },
                { value: 'area', label: i18n.t('Areas') },
              ]}
            />
          }
        >
          <ExpressionChart
            title={written.map(({ text }) => text).join(' · ')}
            kind={search.kind ?? 'line'}
            unit={picks ? unitOf(picks) : 'number'}
            expressions={written}
            place={place}
            range={range}
            sync="explore"
            hideFaults
            onZoom={(from, to) => update(drawn(from, to))}
          />
        </Card>
      ) : null}
    </>
  )
}
