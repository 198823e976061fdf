/** What commands that talk to an installation elsewhere are told: its address, and the key that they act with. */
import fs from 'node:fs'
import { StartFault } from '#platform/start-fault.ts'

/** Only encrypted, except to this very machine: the key would otherwise pass in clear. */
export function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url?.protocol === 'https:' || isHere) return url?.origin ?? ''
  throw new StartFault('--url must be an address such as https://support.example.com.')
}

/** `what` completes "Give … by --key-file or --key." */
export function keyOf({ key, keyFile }: { readonly key?: string; readonly keyFile?: string }, what: string): string {
  const given = keyFile === undefined ? key : fs.readFileSync(keyFile, 'utf8')
  if (given === undefined || given.trim() === '') throw new StartFault(`Give ${what} by --key-file or --key.`)
  return given.trim()
}
