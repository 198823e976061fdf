/** For how long files and words of users are kept that came beside errors: as long as errors. */
import { forgetFiles } from '#core/attachments/public.ts'
import type { Retention } from '#platform/personal.ts'
import { KEEP_DAYS } from '../domain/limits.ts'
import { removeOldFeedback } from '../store/feedback.ts'
import { removeOldFiles } from '../store/files.ts'

export const besideRetention: readonly Retention[] = [
  {
    kind: 'errors.feedback',
    title: 'Feedback of users',
    sentence: 'What users said to errors, with the name and address that they gave, counted from when it came.',
    days: KEEP_DAYS,
    daysMin: 1,
    remove: removeOldFeedback,
  },
  {
    kind: 'errors.files',
    title: 'Files of errors',
    sentence: 'Screenshots, dumps and other files that came with errors and feedback, counted from when they came.',
    days: KEEP_DAYS,
    daysMin: 1,
    remove: async (tx, what) => {
      const removed = await removeOldFiles(tx, what)
      await forgetFiles(tx, removed)
      return removed.length
    },
  },
]
