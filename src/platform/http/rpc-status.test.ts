import protobuf from 'protobufjs'
import { expect, test } from 'vitest'
import { common, Fault } from '#kit/fault.ts'
import { encodeRpcStatus, RPC_JSON, RPC_PROTOBUF, rpcCode, rpcHttpStatus } from './rpc-status.ts'

/** As Google declares them, for a decoder that is not ours. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
`)
const limited = new Fault(common.rate_limited, { detail: 'Zu viel – später wieder.', retryAfterSeconds: 300 })
const decoded = (type: string, bytes: Uint8Array) => root.lookupType(type).decode(bytes).toJSON()

test('a fault says what happened, under which code, and when to try again, in both forms', () => {
  const { code, message, details } = decoded('Status', encodeRpcStatus(limited, 'r-1', RPC_PROTOBUF))
  expect({ code, message }).toEqual({ code: 8, message: 'Zu viel – später wieder.' })
  const read = (details as { typeUrl: string; value: string }[]).map(({ typeUrl, value }) =>
    decoded(typeUrl.split('google.rpc.')[1] ?? '', Buffer.from(value, 'base64')),
  )
  expect(read).toEqual([
    { reason: 'common.rate_limited', domain: 'pitcrew', metadata: { requestId: 'r-1' } },
    { retryDelay: { seconds: '300' } },
  ])
  expect(JSON.parse(encodeRpcStatus(limited, 'r-1', RPC_JSON).toString())).toMatchObject({
    code: 8,
    message: 'Zu viel – später wieder.',
    details: [{ reason: 'common.rate_limited' }, { retryDelay: '300s' }],
  })
})

test('what helps when it is sent again is answered so that senders do', () => {
  const full = new Fault({ code: 'x.full', status: 507, retryable: true, title: 'Full.', help: '' })
  expect([rpcHttpStatus(full), rpcCode(full)]).toEqual([503, 14])
  const large = new Fault(common.too_large)
  expect([rpcHttpStatus(large), rpcCode(large)]).toEqual([413, 3])
  expect(JSON.parse(encodeRpcStatus(large, 'r-2', RPC_JSON).toString()).details).toHaveLength(1)
})
