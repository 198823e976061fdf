/** What a page is called and shows; saved together, seen in the preview. */
import { useState } from 'react'
import { i18n } from '@lingui/core'
import { Button } from '#design/button/button.tsx'
import { Card } from '#design/card/card.tsx'
import { Checkbox } from '#design/choice/choice.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { FormLayout, Row } from '#design/layouts/layouts.tsx'
import { Select } from '#design/select/select.tsx'
import { useWrite } from '#design/session/client.ts'
import { useWhyNot } from '#design/session/session.ts'
import { FormProblem } from '#design/states/states.tsx'
import { useToast } from '#design/toast/toast.tsx'
import { type StatusPage, TOUCHES, useStatusPages } from './client.ts'
import { LogoCard } from './logo-card.tsx'
import { ComponentsEditor, type DraftComponent } from './components-editor.tsx'
import styles from './statuspage.module.css'

export function PageEditor({ page }: { readonly page: StatusPage }) {
  const pages = useStatusPages()
  const toast = useToast()
  const why = useWhyNot()('statuspage.pages.write')
  const [said, setSaid] = useState({ ...page, colour: page.colour ?? '', supportUrl: page.supportUrl ?? '' })
  const [components, setComponents] = useState<readonly DraftComponent[]>(page.components.map((one) => ({ ...one, key: one.id })))
  const set = (change: Partial<typeof said>) => setSaid({ ...said, ...change })
  const { name, slug, intro, isPrivate, language } = said
  const body = {
    name,
    slug,
    intro,
    isPrivate,
    language,
    colour: said.colour.trim().toLowerCase() || null,
    supportUrl: said.supportUrl.trim() || null,
    components: components.map(({ key: _key, ...one }) => one),
  }
  const save = useWrite(() => pages.call('changePage', { params: { id: page.id }, body }, { ifMatch: page.version }), {
    touches: TOUCHES,
    done: () => toast({ words: i18n.t('Saved. Readers see it within seconds.') }),
  })
  const fault = (field: string) => save.problem?.of(field)
  return (
    <FormLayout
      label={i18n.t('Page')}
      onSubmit={() => (why ? undefined : save.run(undefined))}
      actions={
        <Row>
          <Button type="submit" kind="primary" why={why} pending={save.pending}>
            {i18n.t('Save')}
          </Button>
        </Row>
      }
    >
      <PageFields said={said} set={set} fault={fault} />
      <LogoCard page={page} />
      <ComponentsEditor page={page} components={components} onChange={setComponents} />
      <FormProblem problem={save.problem} />
    </FormLayout>
  )
}

interface Said extends Pick<StatusPage, 'name' | 'slug' | 'intro' | 'isPrivate' | 'language'> {
  readonly colour: string
  readonly supportUrl: string
}

interface PageFieldsProps {
  readonly said: Said
  readonly set: (change: Partial<Said>) => void
  readonly fault: (field: string) => string | undefined
}

function PageFields({ said, set, fault }: PageFieldsProps) {
  const { name, slug, intro, isPrivate, language } = said
  return (
    <Card title={i18n.t('Page')}>
      <div className={styles['said']}>
        <TextField label={i18n.t('Name')} value={name} onChange={(next) => set({ name: next })} fault={fault('name')} />
        <TextField
          label={i18n.t('Short name')}
          hint={i18n.t('Last part of its address. Links to the one before stop working.')}
          value={slug}
          onChange={(next) => set({ slug: next })}
          fault={fault('slug')}
        />
        <TextArea
          label={i18n.t('Introduction')}
          optional
          rows={2}
          value={intro}
          onChange={(next) => set({ intro: next })}
          fault={fault('intro')}
        />
        <Select
          label={i18n.t('Language')}
          value={language}
          onChange={(next) => set({ language: next })}
          options={[
            { value: 'en', label: i18n.t('English') },
            { value: 'de', label: i18n.t('German') },
          ]}
        />
        <TextField
          label={i18n.t('Colour')}
          hint={i18n.t('Of the brand, such as #0a6e7c.')}
          optional
          value={said.colour}
          onChange={(next) => set({ colour: next })}
          fault={fault('colour')}
        />
        <TextField
          label={i18n.t('Help')}
          hint={i18n.t('Address where readers find help.')}
          optional
          value={said.supportUrl}
          onChange={(next) => set({ supportUrl: next })}
          fault={fault('supportUrl')}
        />
        <Checkbox
          label={i18n.t('Private')}
          hint={i18n.t('Opens by its private link only.')}
          checked={isPrivate}
          onChange={(next) => set({ isPrivate: next })}
        />
      </div>
    </Card>
  )
}
