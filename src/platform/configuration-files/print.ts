/** Writing what is there as a file that people go on with: only what differs from what a field is when nobody says it. */
import type { z } from 'zod'
import { printYaml } from '#kit/yaml-text.ts'
import type { ConfigurationFile } from './kinds.ts'
import type { Form } from './steps.ts'

/** `content` as YAML below a comment; `head` is a sentence, without the sign of a comment. */
export function printFile(path: string, head: string, content: unknown): ConfigurationFile {
  return { path, text: printYaml(content, ` ${head}`) }
}

/** The form without every field that the schema fills in with the same value by itself. */
export function leanForm(schema: z.ZodType, form: Form): Form {
  const whole = readAs(schema, form)
  if (whole === undefined) return form
  const isSame = (next: Form) => readAs(schema, next) === whole
  return lean(form, isSame) as Form
}

function readAs(schema: z.ZodType, form: Form): string | undefined {
  const read = schema.safeParse(form)
  return read.success ? JSON.stringify(read.data) : undefined
}

function lean(value: unknown, isSame: (next: Form) => boolean): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = [...value]
    for (const index of items.keys())
      items[index] = lean(items[index], (next) => isSame(items.map((item, at) => (at === index ? next : item)) as unknown as Form))
    return items
  }
  let kept: Form = value as Form
  for (const key of Object.keys(kept)) {
    const { [key]: inner, ...without } = kept
    if (isSame(without)) kept = without
    else {
      const before = kept
      kept = { ...before, [key]: lean(inner, (next) => isSame({ ...before, [key]: next })) }
    }
  }
  return kept
}
