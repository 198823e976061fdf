/** Settings of the installation: what each does, its value, and where the value comes from. */
import { z } from 'zod'
import { instantField, route, type Contract } from '#kit/contract.ts'

const BASE = '/api/pitcrew/v1/settings'

export const setting = z.object({
  key: z.string(),
  title: z.string(),
  sentence: z.string().meta({ description: 'What it does' }),
  value: z.unknown(),
  default: z.unknown(),
  source: z.enum(['default', 'set']).meta({ description: 'set: somebody chose this value here' }),
  schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the value' }),
  changedAt: instantField.nullable(),
  version: z.number().int().meta({ description: 'Rises with each change; 0 while never set' }),
})
export type Setting = z.output<typeof setting>

const params = z.object({ key: z.string().max(100) })

export const settingRoutes = {
  listSettings: route({
    id: 'operation.listSettings',
    method: 'GET',
    path: BASE,
    summary: 'List all settings with their values and where these come from.',
    access: { permission: 'operation.settings.read' },
    response: z.object({ items: z.array(setting) }),
  }),
  readSetting: route({
    id: 'operation.readSetting',
    method: 'GET',
    path: `${BASE}/:key`,
    summary: 'Read a setting.',
    access: { permission: 'operation.settings.read' },
    params,
    response: setting,
    versioned: 'read',
  }),
  changeSetting: route({
    id: 'operation.changeSetting',
    method: 'PATCH',
    path: `${BASE}/:key`,
    summary: 'Change a setting; null brings the default back.',
    access: { permission: 'operation.settings.write' },
    params,
    body: z.object({
      value: z.json().meta({ description: 'As the schema of the setting says; null brings the default back', examples: [90] }),
    }),
    response: setting,
    versioned: 'write',
  }),
} satisfies Contract
