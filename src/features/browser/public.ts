/** What other features may ask browser. Every read names the environments that its caller may see. */
export { readDays, readSessionHours, readUses, readWeeks, type UseRow, type WeekRow } from './store/read-activity.ts'
