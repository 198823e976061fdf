/** What is pressed, typed into and chosen from. */
import { useState } from 'react'
import { Archive, Pencil, Plus, Trash2 } from 'lucide-react'
import { AddressesField } from '#design/addresses-field/addresses-field.tsx'
import { Button, IconButton } from '#design/button/button.tsx'
import { Checkbox, RadioGroup, Switch } from '#design/choice/choice.tsx'
import { CopyField } from '#design/copy-field/copy-field.tsx'
import { NewPasswordField } from '#design/field/new-password-field.tsx'
import { SearchField, TextArea, TextField } from '#design/field/text-field.tsx'
import { FilterChip } from '#design/filter-chips/filter-chips.tsx'
import { KeyHint } from '#design/key-hint/key-hint.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { ButtonLink, Link, OutwardLink } from '#design/link/link.tsx'
import { Combobox, Select } from '#design/select/select.tsx'
import { parseAddresses } from '#core/catalog/domain/addresses.ts'
import { people } from './cast.ts'
import type { Exhibit } from './exhibit.ts'

export const controls: readonly Exhibit[] = [
  { title: 'Button', show: () => <Buttons /> },
  { title: 'IconButton, KeyHint', show: () => <Icons /> },
  { title: 'Link', show: () => <Links /> },
  { title: 'TextField, TextArea, SearchField', show: () => <Texts /> },
  { title: 'Select, Combobox', show: () => <Choosers /> },
  { title: 'Checkbox, Switch, RadioGroup', show: () => <Choices /> },
  { title: 'FilterChip', show: () => <Chips /> },
  { title: 'AddressesField', show: () => <Addresses /> },
]

const nothing = () => undefined

function Buttons() {
  return (
    <>
      <Row>
        <Button kind="primary" icon={<Plus aria-hidden />}>
          Add
        </Button>
        <Button icon={<Pencil aria-hidden />} shortcut="E">
          Edit
        </Button>
        <Button kind="quiet">Quiet</Button>
        <Button kind="danger" icon={<Trash2 aria-hidden />}>
          Discard
        </Button>
      </Row>
      <Row>
        <Button kind="primary" pending>
          Saving
        </Button>
        <Button why="Pitcrew’s own application stays.">Archive</Button>
        <Button size="small">Small</Button>
        <Button size="large" kind="primary">
          Large
        </Button>
      </Row>
    </>
  )
}

function Icons() {
  return (
    <Row>
      <IconButton label="Edit" icon={<Pencil aria-hidden />} shortcut="E" />
      <IconButton label="Archive" icon={<Archive aria-hidden />} why="Only an owner may." />
      <IconButton size="small" label="Add" icon={<Plus aria-hidden />} />
      <KeyHint keys="Mod+K" />
      <KeyHint keys="G N" />
    </Row>
  )
}

function Links() {
  return (
    <Row>
      <Link to="/_gallery">A page here</Link>
      <OutwardLink href="https://example.org">A page elsewhere</OutwardLink>
      <ButtonLink to="/_gallery">As a button</ButtonLink>
    </Row>
  )
}

function Texts() {
  const [text, setText] = useState('Olivia Brandt')
  const [password, setPassword] = useState('correct horse battery')
  const [search, setSearch] = useState('')
  return (
    <>
      <TextField label="Name" value={text} onChange={setText} hint="As others see it." />
      <TextField
        label="E-mail address"
        optional
        value="olivia@"
        onChange={nothing}
        fault="must be an e-mail address such as olivia@example.org"
      />
      <NewPasswordField
        label="Password"
        value={password}
        onChange={setPassword}
        hint="At least 10 characters."
        judge={() => ({ tone: 'good', words: 'Strong' })}
      />
      <TextArea label="Description" value="" onChange={nothing} placeholder="What it is for" rows={2} />
      <SearchField label="Search people" value={search} onChange={setSearch} />
      <CopyField label="Invitation link" value="https://pitcrew.example.org/invitation#4f6f1c0e8a7b" />
    </>
  )
}

function Choosers() {
  const [role, setRole] = useState('qa')
  const [person, setPerson] = useState<string | null>(people[0])
  return (
    <>
      <Select
        label="Role"
        value={role}
        onChange={setRole}
        options={[
          { value: 'lead', label: 'Technical lead', note: 'Architecture, major incidents, release decisions.' },
          { value: 'qa', label: 'QA specialist', note: 'Tests updates and validates fixes.' },
        ]}
      />
      <Select label="Nothing chosen" value={null} onChange={nothing} options={[{ value: 'a', label: 'A' }]} fault="Choose one." />
      <Combobox
        label="Owner"
        value={person}
        onChange={setPerson}
        options={people.map((name) => ({ value: name, label: name }))}
        hint="Answers for it."
      />
    </>
  )
}

function Choices() {
  const [on, setOn] = useState(true)
  const [span, setSpan] = useState<'hour' | 'day' | 'week'>('day')
  return (
    <>
      <Checkbox label="Tell me by mail" checked={on} onChange={setOn} />
      <Checkbox label="Not now" checked={false} onChange={nothing} why="Set up mail first." />
      <Switch label="Watch this application" hint="Takes effect at once." checked={on} onChange={setOn} />
      <RadioGroup
        bar
        label="Span of time"
        value={span}
        onChange={setSpan}
        options={[
          { value: 'hour', label: '1 hour' },
          { value: 'day', label: '1 day' },
          { value: 'week', label: '7 days' },
        ]}
      />
      <RadioGroup
        label="Severity"
        value={span}
        onChange={setSpan}
        options={[
          { value: 'hour', label: 'Critical', hint: 'Somebody is woken.' },
          { value: 'day', label: 'Major' },
          { value: 'week', label: 'Minor' },
        ]}
      />
    </>
  )
}

function Chips() {
  const [role, setRole] = useState<string | undefined>('qa')
  const [state, setState] = useState<string>()
  const choices = [
    { value: 'qa', label: 'QA specialist' },
    { value: 'lead', label: 'Technical lead' },
  ]
  return (
    <Row>
      <FilterChip label="Role" value={role} choices={choices} onChange={setRole} />
      <FilterChip label="State" value={state} choices={choices} onChange={setState} />
    </Row>
  )
}

function Addresses() {
  const [text, setText] = useState('shop.example.com\nBooking https://booking.example.com\nshop.example.com\nnot an address')
  return <AddressesField label="Addresses" value={text} onChange={setText} read={parseAddresses} />
}
