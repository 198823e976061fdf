/** What a notification or a refusal is about. */
import type { Notification } from '../client.ts'

/** `TSK-2 · Mend the door`, or the name alone of what has no label. */
export function calledWords({ label, title }: NonNullable<Notification['called']>): string {
  return label === null ? title : `${label} · ${title}`
}
