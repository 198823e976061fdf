/** Whoever can start a command on the machine owns the installation; what they do is told in the log as done on the command line. */
import type { Caller } from '#platform/http/handlers.ts'

export const commandLineCaller: Caller = {
  ref: { kind: 'system', id: 'command line' },
  key: 'system:command line',
  sessionId: null,
  holds: () => true,
  may: () => true,
  requireFresh: () => undefined,
}
