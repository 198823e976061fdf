/** What happens to the coverage map. What is handed over is told by the parts that it belongs to. */
import { z } from 'zod'
import { defineEvent } from '#kit/event.ts'

export const coverageExported = defineEvent('coverage.exported', {
  sentence: 'saved the coverage map as a file',
  particulars: z.object({ filteredBy: z.array(z.string()) }),
})

/** In the order of this file. */
export const coverageEvents = [coverageExported] as const
