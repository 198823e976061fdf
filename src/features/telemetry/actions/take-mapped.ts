/** Takes remote write that comes with a key of an application or a client: mapping rules say the environment of each series. */
import type { Platform } from '#platform/platform.ts'
import { assign, mappingBookOf, noteUnassigned, type LabelMap, type Unassigned } from '#features/mapping/public.ts'
import type { MappedAccess } from '../access/key-book.ts'
import type { Intake, Receipt } from './intake.ts'

const PROTOCOL = 'remote_write'

export interface MappedNeeds {
  readonly platform: Pick<Platform, 'work' | 'clock' | 'log'>
  readonly intake: Intake
}

/** Resolves when every sample that is not named in `refused` is on the disk; what no rule assigns is noted by its labels. */
export async function takeMapped(
  { platform, intake }: MappedNeeds,
  { keyId, owner }: MappedAccess,
  { packed, version }: { readonly packed: Buffer; readonly version: '1.0' | '2.0' },
): Promise<Receipt> {
  const rules = await mappingBookOf(platform).of(owner)
  const unassigned: (Unassigned & { items: number })[] = []
  const environmentOf = (texts: readonly string[]) => {
    const labels = labelMap(texts)
    const assignment = assign(rules, labels)
    if (assignment.reason === 'rule_matches') return assignment.environmentId
    unassigned.push({ labels, reason: assignment.reason, items: 0 })
    return undefined
  }
  const onUnassigned = () => {
    const last = unassigned.at(-1)
    if (last) last.items += 1
  }
  const receipt = await intake.takeMappedRequest({ keyId, protocol: PROTOCOL, environmentOf, onUnassigned }, packed, version)
  noteUnassigned(platform, { owner, rules, protocol: PROTOCOL }, unassigned)
  return receipt
}

function labelMap(texts: readonly string[]): LabelMap {
  const labels = new Map<string, string>()
  for (let at = 0; at < texts.length; at += 2) labels.set(texts[at] as string, texts[at + 1] as string)
  return labels
}
