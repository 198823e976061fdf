/** How long something rings in open consoles. */
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'

/** Topic of live messages that tell a person's browsers to look what rings. */
export const RINGS_TOPIC = 'channels.rings'

/** What nobody answered for so long, another step of the escalation has. */
export const RINGS_FOR_MS = 30 * MINUTE_MS

/** How long links, buttons and words of reply count: a night and the day after it. */
export const ANSWERABLE_FOR_MS = 24 * HOUR_MS
