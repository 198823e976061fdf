/** From routes to actions and queries. A write answers with the rules as they are afterwards. */
import type { HandlersOf, RequestContext } from '#platform/http/handlers.ts'
import { anyCaller } from '#core/identity/public.ts'
import { writeMapping, type MappingAct, type Owner, type Rule } from '../actions/write-mapping.ts'
import type { mappingContract } from '../contract/contract.ts'
import { readMapping } from '../queries/mapping.ts'

export function mappingHandlers(needs: Omit<MappingAct, 'caller'>): HandlersOf<typeof mappingContract> {
  const by = ({ caller }: RequestContext) => ({ ...needs, caller: anyCaller(caller) })
  const write = async (owner: Owner, rules: readonly Rule[], context: RequestContext) => {
    await writeMapping(by(context), owner, { rules, version: context.ifMatch ?? 0 })
    return readMapping(by(context), owner)
  }
  return {
    readApplicationMapping: ({ params }, context) => readMapping(by(context), { kind: 'application', id: params.id }),
    writeApplicationMapping: ({ params, body }, context) => write({ kind: 'application', id: params.id }, body.rules, context),
    readClientMapping: ({ params }, context) => readMapping(by(context), { kind: 'client', id: params.id }),
    writeClientMapping: ({ params, body }, context) => write({ kind: 'client', id: params.id }, body.rules, context),
  }
}
