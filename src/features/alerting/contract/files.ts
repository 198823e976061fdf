/** A rule as configuration files tell it: the fields of the API, with what it is about by names. */
import { z } from 'zod'
import { DATABASE_MEASURES } from '../domain/rule.ts'
import { ruleCondition, ruleRoutes, ruleSource } from './rules.ts'

const name = z.string().min(1)
/** A check is known by its name in an environment. */
const checkName = z.strictObject({ environment: name, name })

const NAMED = {
  check: z.strictObject({ kind: z.literal('check'), check: checkName.nullable().default(null) }),
  database: z.strictObject({ kind: z.literal('database'), measure: z.enum(DATABASE_MEASURES), database: name.nullable().default(null) }),
} as const
const isNamed = (kind: string): kind is keyof typeof NAMED => Object.hasOwn(NAMED, kind)

const told = ruleSource.options.map((option) => {
  const { value } = option.shape.kind
  return isNamed(value) ? NAMED[value] : option.strict()
})

type SourceForm = z.output<typeof ruleSource>
/** The source of the API with names in the place of ids. */
export type ToldSource =
  | Exclude<SourceForm, { readonly kind: 'check' | 'database' }>
  | { readonly kind: 'check'; readonly check: { readonly environment: string; readonly name: string } | null }
  | (Omit<Extract<SourceForm, { readonly kind: 'database' }>, 'databaseId'> & { readonly database: string | null })

const source = z.discriminatedUnion('kind', told as never) as unknown as z.ZodType<ToldSource>

export const ruleEntry = ruleRoutes.createRule.body
  .omit({ environmentId: true, componentId: true })
  .extend({
    environment: name.nullable().default(null),
    component: name.nullable().default(null),
    source,
    condition: ruleCondition.strict(),
  })
  .strict()

/** Everything of a rule that files tell, filled in but for the mode. */
export type RuleForm = z.output<typeof ruleEntry>
