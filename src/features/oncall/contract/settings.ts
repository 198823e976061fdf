/** Settings of on-call. */
import { z } from 'zod'
import { defineSetting } from '#core/operation/contract/setting.ts'

export const deadManUrl = defineSetting({
  key: 'oncall.dead_man_url',
  title: 'Address outside that is called while the pager works',
  sentence:
    'Called once a minute while stores, channels and queue of the pager work. A service such as healthchecks.io tells you when the calls stop. Empty: nobody is called.',
  schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  default: '',
  isSecret: true,
})
