import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { common } from '#kit/fault.ts'
import { httpCodes } from '#platform/http/codes.ts'
import { renderCodes } from '#platform/http/reference/codes-page.ts'
import { buildOpenApi, type OpenApi, type Operation } from '#platform/http/reference/openapi.ts'
import { renderReference } from '#platform/http/reference/page.ts'
import { findContracts, type FoundContract } from './contracts.ts'

const codes = [common, httpCodes].flatMap((table) => Object.values(table))
let contracts: readonly FoundContract[]
let api: OpenApi
beforeAll(async () => {
  contracts = await findContracts()
  const areas = contracts.map(({ part, contract }) => ({ name: part, routes: Object.values(contract) }))
  api = buildOpenApi({ version: '1.2.3', publicUrl: 'https://pitcrew.example.com', areas, codes })
})

const operations = (): Operation[] => Object.values(api.paths).flatMap((methods) => Object.values(methods))

test('the document made from all contracts is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(api)))
  expect(result.valid, JSON.stringify(result.errors, null, 2)).toBe(true)
})

test('every route of every contract is an operation with its permission, and no two share an id or an address', () => {
  const routes = contracts.flatMap(({ contract }) => Object.values(contract))
  const ids = operations().map(({ operationId }) => operationId)
  expect(ids.toSorted()).toEqual(routes.map(({ id }) => id).toSorted())
  expect(new Set(ids).size).toBe(ids.length)
  for (const route of routes) {
    const operation = operations().find(({ operationId }) => operationId === route.id)
    expect(operation?.['x-permission']).toBe(typeof route.access === 'object' ? route.access.permission : undefined)
  }
})

test('every example body can be sent as it stands', () => {
  const refused = contracts
    .flatMap(({ contract }) => Object.values(contract))
    .flatMap((route) => {
      const sent = operations().find(({ operationId }) => operationId === route.id)?.requestBody
      if (route.body === undefined || sent === undefined) return []
      const issues = z.safeDecode(route.body, sent.content['application/json']?.example).error?.issues ?? []
      return issues.map(({ path, message }) => `${route.id} ${path.join('.')}: ${message}`)
    })
  expect(refused).toEqual([])
})

test('the reference for people shows every route with address and permission', () => {
  const text = renderReference(api)
  for (const operation of operations()) {
    expect(text).toContain(`id="${operation.operationId}"`)
    if (operation['x-permission'] !== undefined) expect(text).toContain(operation['x-permission'])
  }
  expect(text).not.toMatch(/undefined|\[object Object\]/)
})

test('the page of codes has an anchor for each code, with what to do', () => {
  const text = renderCodes(codes)
  for (const { code } of codes) expect(text).toContain(`<article id="${code}">`)
  expect(text).toContain('Wait as long as Retry-After says.')
})
