/** One person of those who work here, or nobody. */
import { Combobox } from '#design/select/select.tsx'
import { useReaders } from '#core/records/ui/list/people.ts'

/** The value that stands for nobody. */
export const NOBODY = 'nobody'

export interface PersonFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Prefixed id of the client or application that the decision belongs to; null: the organisation. Who may read it there is offered. */
  readonly place: string | null
  /** What is said for nobody. */
  readonly nobody: string
  readonly fault?: string | undefined
}

export function PersonField({ label, value, onChange, place, nobody, fault }: PersonFieldProps) {
  const people = useReaders('decision', place)
  return (
    <Combobox
      label={label}
      value={value}
      onChange={onChange}
      fault={fault}
      options={[{ value: NOBODY, label: nobody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}
