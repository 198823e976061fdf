/** Adds a panel to a dashboard, or changes one. */
import { useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { i18n } from '@lingui/core'
import { Button, IconButton } from '#design/button/button.tsx'
import { TextArea, TextField } from '#design/field/text-field.tsx'
import { Row } from '#design/layouts/layouts.tsx'
import { FormDialog } from '#design/overlay/form-dialog.tsx'
import { Select } from '#design/select/select.tsx'
import type { Problem } from '#design/session/client.ts'
import { EXPRESSIONS_MAX } from '../domain/limits.ts'
import { PANEL_KINDS, PANEL_WIDTHS, type Panel, type PanelExpression } from '../domain/panel.ts'
import { UNITS } from '../domain/units.ts'
import { kindWords, unitWords, widthWords } from './words.ts'
import styles from './dashboards.module.css'

interface PanelDialogProps {
  /** Null: a new one. */
  readonly panel: Panel | null
  readonly save: (panel: Panel) => void
  readonly pending: boolean
  readonly problem: Problem | null
  readonly onClose: () => void
}

const EMPTY: Panel = { title: '', kind: 'line', unit: 'number', width: 'half', expressions: [{ text: '', legend: '' }] }

export function PanelDialog({ panel, save, pending, problem, onClose }: PanelDialogProps) {
  const [draft, setDraft] = useState(panel ?? EMPTY)
  const set = (change: Partial<Panel>) => setDraft({ ...draft, ...change })
  const isReady = draft.title.trim() !== '' && draft.expressions.every(({ text }) => text.trim() !== '')
  return (
    <FormDialog
      size="wide"
      title={panel ? i18n.t('Change {name}', { name: panel.title }) : i18n.t('Add panel')}
      verb={i18n.t('Save')}
      save={{ run: () => save(draft), pending, problem }}
      why={isReady ? null : i18n.t('Give it a title, and write every expression.')}
      onClose={onClose}
    >
      <TextField label={i18n.t('Title')} autoFocus value={draft.title} onChange={(title) => set({ title })} />
      <div className={styles['pickers']}>
        <Select
          label={i18n.t('Shown as')}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          options={PANEL_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }))}
        />
        <Select
          label={i18n.t('Unit')}
          value={draft.unit}
          onChange={(unit) => set({ unit })}
          options={UNITS.map((unit) => ({ value: unit, label: unitWords(unit) }))}
        />
        <Select
          label={i18n.t('Width')}
          value={draft.width}
          onChange={(width) => set({ width })}
          options={PANEL_WIDTHS.map((width) => ({ value: width, label: widthWords(width) }))}
        />
      </div>
      {draft.expressions.map((expression, index) => (
        <ExpressionFields
          key={index}
          name={String.fromCodePoint(65 + index)}
          expression={expression}
          onChange={(next) => set({ expressions: draft.expressions.with(index, next) })}
          onRemove={draft.expressions.length > 1 ? () => set({ expressions: draft.expressions.toSpliced(index, 1) }) : undefined}
        />
      ))}
      <Row>
        <Button
          icon={<Plus aria-hidden />}
          why={
            draft.expressions.length >= EXPRESSIONS_MAX
              ? i18n.t('A chart has at most {count} expressions.', { count: EXPRESSIONS_MAX })
              : null
          }
          onClick={() => set({ expressions: [...draft.expressions, { text: '', legend: '' }] })}
        >
          {i18n.t('Add expression')}
        </Button>
      </Row>
    </FormDialog>
  )
}

interface ExpressionFieldsProps {
  readonly name: string
  readonly expression: PanelExpression
  readonly onChange: (expression: PanelExpression) => void
  readonly onRemove: (() => void) | undefined
}

function ExpressionFields({ name, expression, onChange, onRemove }: ExpressionFieldsProps) {
  return (
    <fieldset className={styles['query']}>
      <legend className={styles['quiet']}>
        {i18n.t('Expression {name}', { name })}
        {onRemove ? (
          <IconButton size="small" label={i18n.t('Remove expression {name}', { name })} icon={<Trash2 aria-hidden />} onClick={onRemove} />
        ) : null}
      </legend>
      <TextArea
        mono
        rows={2}
        label="PromQL"
        spellCheck={false}
        value={expression.text}
        onChange={(text) => onChange({ ...expression, text })}
      />
      <TextField
        label={i18n.t('Legend')}
        optional
        hint={i18n.t('May name labels, such as {example}.', { example: '{{route}}' })}
        value={expression.legend}
        onChange={(legend) => onChange({ ...expression, legend })}
      />
    </fieldset>
  )
}
