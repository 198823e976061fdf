/** What is read: labels, people, tables, timelines, charts, graphs. */
import { useState } from 'react'
import { Database, Globe, Webhook } from 'lucide-react'
import { RecordPage } from '#core/records/ui/record-page.tsx'
import { Avatar, PersonName } from '#design/avatar/avatar.tsx'
import { Badge } from '#design/badge/badge.tsx'
import { Card } from '#design/card/card.tsx'
import { DataTable } from '#design/data-table/data-table.tsx'
import { GraphView } from '#design/graph/graph-view.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { PageHeader } from '#design/page-header/page-header.tsx'
import { PropertyList } from '#design/property-list/property-list.tsx'
import { Sparkline } from '#design/sparkline/sparkline.tsx'
import { StateLabel } from '#design/state-label/state-label.tsx'
import { EmptyState } from '#design/states/states.tsx'
import { Tabs } from '#design/tabs/tabs.tsx'
import { TimeChart } from '#design/time-chart/time-chart.tsx'
import { RelativeTime } from '#design/time/relative-time.tsx'
import { Timeline } from '#design/timeline/timeline.tsx'
import { course, lastHour, longName, people, times } from './cast.ts'
import type { Exhibit } from './exhibit.ts'

export const data: readonly Exhibit[] = [
  { title: 'StateLabel, Badge', show: () => <Labels /> },
  { title: 'Avatar, PersonName', show: () => <Persons /> },
  { title: 'PageHeader, Breadcrumbs, Tabs', show: () => <Header /> },
  { title: 'DataTable', show: () => <Table /> },
  { title: 'PropertyList, RelativeTime', show: () => <Properties /> },
  { title: 'Timeline', show: () => <Story /> },
  { title: 'RecordPage', show: () => <OneRecord /> },
  { title: 'Sparkline', show: () => <Sparkline values={course} label="CPU, the last day" /> },
  { title: 'TimeChart', show: () => <Charts /> },
  { title: 'GraphView', show: () => <Graph /> },
  {
    title: 'Card',
    show: () => (
      <Card title="Environments" note="Where it runs.">
        What belongs together.
      </Card>
    ),
  },
]

function Labels() {
  return (
    <>
      <Row>
        <StateLabel tone="critical">Critical</StateLabel>
        <StateLabel tone="major">Major</StateLabel>
        <StateLabel tone="minor">Minor</StateLabel>
        <StateLabel tone="good">Well</StateLabel>
        <StateLabel tone="unknown">Unknown</StateLabel>
        <StateLabel tone="off">Off</StateLabel>
      </Row>
      <Row>
        <StateLabel strong tone="critical">
          Critical
        </StateLabel>
        <StateLabel strong tone="major">
          Major
        </StateLabel>
        <StateLabel strong tone="minor">
          Minor
        </StateLabel>
        <StateLabel strong tone="good">
          Well
        </StateLabel>
        <StateLabel strong tone="unknown">
          Unknown
        </StateLabel>
      </Row>
      <Row>
        <Badge>Plain</Badge>
        <Badge tone="accent">Accent</Badge>
        <Badge tone="outline">Outline</Badge>
      </Row>
    </>
  )
}

function Persons() {
  return (
    <>
      <Row>
        {people.map((name) => (
          <Avatar key={name} name={name} labelled />
        ))}
      </Row>
      <PersonName name={people[3]} note="owner" />
    </>
  )
}

function Header() {
  return (
    <div>
      <PageHeader
        title={longName}
        documentTitle="Gallery"
        crumbs={[{ label: 'Applications', to: '/_gallery' }]}
        marks={
          <StateLabel strong tone="good">
            Active
          </StateLabel>
        }
        summary="shop.example.com"
      />
      <Tabs
        label="Views"
        tabs={[
          { label: 'Overview', to: '/_gallery?view=1', current: true },
          { label: 'Components', to: '/_gallery?view=2', current: false, count: 12 },
        ]}
      />
    </div>
  )
}

function Table() {
  return (
    <DataTable
      label="People"
      columns={[
        { id: 'name', title: 'Name', width: 'minmax(120px, 2fr)', cell: (name: string) => <PersonName name={name} /> },
        { id: 'state', title: 'State', cell: () => <StateLabel tone="good">Active</StateLabel> },
        { id: 'count', title: 'Open', end: true, width: '70px', cell: (name) => name.length * 37 },
      ]}
      rows={people}
      rowKey={(name) => name}
      to={() => '/_gallery'}
      empty={<EmptyState title="Nobody" />}
    />
  )
}

function Properties() {
  return (
    <PropertyList
      title="Facts"
      properties={[
        { label: 'Owner', value: <PersonName name={people[0]} /> },
        { label: 'Changed', value: <RelativeTime at={lastHour} /> },
        { label: 'Address', value: 'https://shop.example.com/a/rather/long/path/that/has/to/break' },
        { label: 'Client', value: null },
      ]}
    />
  )
}

function Story() {
  const at = new Date(lastHour).toISOString()
  return (
    <Timeline
      label="Timeline"
      entries={[
        { key: '3', actor: people[1], personal: true, sentence: 'changed who looks after Web shop', at },
        { key: '2', actor: people[2], personal: true, sentence: 'added the component Payment', at, detail: 'Needs: Database, Mail' },
        { key: '1', actor: 'Pitcrew', personal: false, sentence: 'verified the log: the chain holds', at },
      ]}
    />
  )
}

function Charts() {
  const half = course.map((value) => (value === null ? null : value / 2))
  return (
    <>
      <TimeChart
        title="CPU"
        unit="percent"
        aggregation="mean of 5 min"
        times={times}
        series={[{ name: 'shop-1', values: course }]}
        threshold={{ value: 80, words: 'limit 80 %' }}
        max={100}
        sync="gallery"
      />
      <TimeChart
        title="Network"
        unit="bytes/s"
        aggregation="mean of 5 min"
        times={times}
        series={[
          { name: 'in', values: course.map((value) => (value === null ? null : value * 40_000)) },
          { name: 'out', values: half.map((value) => (value === null ? null : value * 40_000)) },
        ]}
        sync="gallery"
      />
    </>
  )
}

function Graph() {
  const [chosen, choose] = useState<string | undefined>('api')
  return (
    <GraphView
      label="Components"
      nodes={[
        { id: 'web', label: 'Web shop', note: 'Web', icon: <Globe aria-hidden /> },
        { id: 'admin', label: 'Back office', note: 'Web', icon: <Globe aria-hidden /> },
        { id: 'api', label: 'API', note: 'API · one person only', icon: <Webhook aria-hidden /> },
        { id: 'db', label: 'Orders', note: 'Database · no owner', icon: <Database aria-hidden />, warned: true },
      ]}
      edges={[
        { from: 'web', to: 'api' },
        { from: 'admin', to: 'api' },
        { from: 'api', to: 'db' },
      ]}
      chosen={chosen}
      onChoose={choose}
    />
  )
}

function OneRecord() {
  return (
    <RecordPage
      record="tsk_01jd4m9v6kf3p8x2c7t5w0hqrz"
      label="TSK-12"
      title="Renew the certificate of the booking front end before it runs out"
      state={
        <StateLabel strong tone="minor">
          Waiting
        </StateLabel>
      }
      owner={longName}
      clock={<RelativeTime at={new Date(lastHour).toISOString()} />}
      facts={<PropertyList title="Of the record" properties={[{ label: 'Client', value: 'Alder' }]} />}
    >
      <p>What is to be done.</p>
    </RecordPage>
  )
}
