/** One person of those who work here, or nobody. */
import { Combobox } from '#design/select/select.tsx'
import { useRead } from '#design/session/client.ts'
import { useIdentity } from './client.ts'

/** The value that stands for nobody. */
export const NOBODY = 'nobody'
/** Larger teams are found by typing, which looks at these only by name. */
const LISTED_MAX = 200

export interface PersonFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is said for nobody. */
  readonly nobody: string
  readonly fault?: string | undefined
}

export function PersonField({ label, value, onChange, nobody, fault }: PersonFieldProps) {
  const people = useRead(useIdentity(), 'listPeople', { query: { state: 'active', limit: LISTED_MAX } })
  return (
    <Combobox
      label={label}
      value={value}
      onChange={onChange}
      fault={fault}
      options={[{ value: NOBODY, label: nobody }, ...(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}
