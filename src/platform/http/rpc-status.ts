/**
 * Faults in the form of google.rpc.Status, for protocols that are gRPC and the same over HTTP
 * (https://cloud.google.com/apis/design/errors): what happened, under which code of ours, and when to try again.
 */
import type { Fault } from '#kit/fault.ts'
import { wireField, wireVarint } from '#kit/wire.ts'
import { retryAfterOf } from './problem.ts'

/** The types of requests and answers. */
export const RPC_JSON = 'application/json'
/** What is sent as anything else is answered in JSON. */
export const RPC_PROTOBUF = 'application/x-protobuf'

const TYPE = 'type.googleapis.com/google.rpc.'
const INTERNAL = 13
const UNAVAILABLE = 14
/** Numbers of google.rpc.Code by HTTP status. What is too large stays too large, so it is no exhausted resource that comes back. */
const CODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 413: 3, 415: 3, 429: 8, 503: UNAVAILABLE }

interface Told {
  readonly code: number
  readonly message: string
  readonly reason: string
  readonly requestId: string
  readonly retryAfterSeconds: number | undefined
}

/** An answer comes in the type of the request. */
export function rpcTypeOf(contentType: string | undefined): string {
  return contentType?.startsWith(RPC_PROTOBUF) ? RPC_PROTOBUF : RPC_JSON
}

/** Senders of these protocols try 429 and 503 again and drop what another status is answered to. */
export function rpcHttpStatus({ code: { status, retryable } }: Fault): number {
  return retryable && status > 500 ? 503 : status
}

/** Number of google.rpc.Code, which is also that of gRPC. */
export function rpcCode(fault: Fault): number {
  return CODES[rpcHttpStatus(fault)] ?? INTERNAL
}

/** The body of an answer whose type is one of the two above. */
export function encodeRpcStatus(fault: Fault, requestId: string, mediaType: string): Buffer {
  const told = {
    code: rpcCode(fault),
    message: fault.publicMessage,
    reason: fault.code.code,
    requestId,
    retryAfterSeconds: retryAfterOf(fault),
  }
  return mediaType === RPC_PROTOBUF ? asProtobuf(told) : asJson(told)
}

function asJson({ code, message, reason, requestId, retryAfterSeconds }: Told): Buffer {
  const info = { '@type': `${TYPE}ErrorInfo`, reason, domain: 'pitcrew', metadata: { requestId } }
  const retry = retryAfterSeconds === undefined ? [] : [{ '@type': `${TYPE}RetryInfo`, retryDelay: `${retryAfterSeconds}s` }]
  return Buffer.from(JSON.stringify({ code, message, details: [info, ...retry] }))
}

/** Status { 1: code, 2: message, 3: details }, ErrorInfo { 1: reason, 2: domain, 3: metadata }, RetryInfo { 1: Duration { 1: seconds } } */
function asProtobuf({ code, message, reason, requestId, retryAfterSeconds }: Told): Buffer {
  const entry = Buffer.concat([textField(1, 'requestId'), textField(2, requestId)])
  const info = detail('ErrorInfo', Buffer.concat([textField(1, reason), textField(2, 'pitcrew'), wireField(0x1a, [entry])]))
  const delay = retryAfterSeconds === undefined ? undefined : Buffer.of(0x08, ...wireVarint(retryAfterSeconds))
  const retry = delay === undefined ? [] : [detail('RetryInfo', wireField(0x0a, [delay]))]
  return Buffer.concat([Buffer.of(0x08, ...wireVarint(code)), textField(2, message), info, ...retry])
}

/** google.protobuf.Any { 1: type, 2: value } */
function detail(type: string, value: Uint8Array): Buffer {
  return wireField(0x1a, [textField(1, `${TYPE}${type}`), wireField(0x12, [value])])
}

function textField(number: number, text: string): Buffer {
  return wireField(number * 8 + 2, [Buffer.from(text)])
}
