/**
 * Where OTLP comes in over gRPC, on a port of its own that is closed until it is configured. The messages, their taking and the
 * answers are those of OTLP over HTTP; here they are only carried otherwise. The library is read when the port is opened: a start
 * without it does not wait for it.
 */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import net from 'node:net'
import { uuidv7 } from 'uuidv7'
import type { sendUnaryData, ServerCredentials, ServerUnaryCall } from '@grpc/grpc-js'
import { common, Fault } from '#kit/fault.ts'
import { secretIn } from '#platform/http/credentials.ts'
import { encodeRpcStatus, RPC_PROTOBUF, rpcCode } from '#platform/http/rpc-status.ts'
import type { Listener } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { StartFault } from '#platform/start-fault.ts'
import { keyBookOf, type KeyBook } from '#features/telemetry/public.ts'
import { UNPACKED_BYTES_MAX } from '../domain/limits.ts'
import { answerExport, type Exported } from './answer-export.ts'
import { takeLogs } from './take-logs.ts'
import { takeMetrics } from './take-metrics.ts'
import { takeTraces } from './take-traces.ts'
import { senderOf, type Needs } from './taking.ts'

export type GrpcNeeds = Needs & Pick<Platform, 'work' | 'log' | 'logger'>

type Grpc = typeof import('@grpc/grpc-js')

/** A collector has one, each exporter one. */
const CONNECTIONS_MAX = 1_000
/** Exports of one sender at a time; exporters have one, collectors some ten. */
const STREAMS_MAX = 100
/** Finds senders that are gone without a word. */
const KEEP_ALIVE_MS = 60_000
/** Exports under way when the program stops; each takes milliseconds. */
const DRAIN_MS = 2_000

const SERVICES: readonly { readonly path: string; readonly exported: Exported }[] = [
  { path: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export', exported: { signal: 'metrics', take: takeMetrics } },
  { path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export', exported: { signal: 'traces', take: takeTraces } },
  { path: '/opentelemetry.proto.collector.logs.v1.LogsService/Export', exported: { signal: 'logs', take: takeLogs } },
]

/** The port, if it is configured. */
export function grpcListeners(platform: GrpcNeeds): readonly Listener[] {
  const { port } = platform.config.otlpGrpc
  return port === undefined ? [] : [{ name: 'otlp.grpc', open: () => openGrpc(platform, port) }]
}

async function openGrpc(platform: GrpcNeeds, port: number): Promise<() => Promise<void>> {
  const grpc = await import('@grpc/grpc-js')
  const server = grpcServer(grpc, platform)
  const injector = server.createConnectionInjector(await credentialsOf(grpc, platform.config))
  const sockets = net.createServer((socket) => injector.injectConnection(socket))
  sockets.maxConnections = CONNECTIONS_MAX
  try {
    sockets.listen(port, platform.config.host)
    await once(sockets, 'listening')
  } catch (error) {
    throw new StartFault(`OpenTelemetry over gRPC cannot listen on port ${port}: ${(error as Error).message}`, { cause: error })
  }
  return async () => {
    const closed = once(sockets, 'close')
    sockets.close()
    injector.drain(DRAIN_MS)
    await closed
    injector.destroy()
    server.forceShutdown()
  }
}

async function credentialsOf(grpc: Grpc, { otlpGrpc }: Platform['config']): Promise<ServerCredentials> {
  const { certificateFile, privateKey } = otlpGrpc
  if (certificateFile === undefined || privateKey === undefined) return grpc.ServerCredentials.createInsecure()
  return grpc.ServerCredentials.createSsl(null, [{ cert_chain: await readFile(certificateFile), private_key: Buffer.from(privateKey) }])
}

function grpcServer(grpc: Grpc, platform: GrpcNeeds) {
  const book = keyBookOf(platform)
  const server = new grpc.Server({
    // Counted as it comes and again while it is unpacked.
    'grpc.max_receive_message_length': UNPACKED_BYTES_MAX,
    'grpc.max_concurrent_streams': STREAMS_MAX,
    'grpc.keepalive_time_ms': KEEP_ALIVE_MS,
    interceptors: [keyInterceptor(grpc, platform, book)],
  })
  for (const { path, exported } of SERVICES) {
    const asItIs = (bytes: Buffer) => bytes
    const forms = { requestSerialize: asItIs, requestDeserialize: asItIs, responseSerialize: asItIs, responseDeserialize: asItIs }
    const definition = { export: { path, requestStream: false, responseStream: false, ...forms } }
    server.addService(definition, { export: handlerOf(grpc, platform, { book, exported }) })
  }
  return server
}

/** Refuses who has no key before anything of their message is taken in. */
function keyInterceptor(grpc: Grpc, platform: GrpcNeeds, book: KeyBook): import('@grpc/grpc-js').ServerInterceptor {
  return (_method, call) =>
    new grpc.ServerInterceptingCall(call, {
      start: (next) => {
        const listener = new grpc.ServerListenerBuilder().withOnReceiveMetadata((metadata, nextMetadata) => {
          book.findAny(secretOf(metadata)).then(
            () => nextMetadata(metadata),
            (error: unknown) => call.sendStatus(statusOf(grpc, platform, error)),
          )
        })
        next(listener.build())
      },
    })
}

interface Handling {
  readonly book: KeyBook
  readonly exported: Exported
}

function handlerOf(grpc: Grpc, platform: GrpcNeeds, { book, exported }: Handling) {
  const take = async ({ metadata, request }: ServerUnaryCall<Buffer, Buffer>): Promise<Buffer> => {
    const sender = await senderOf(platform, await book.findAny(secretOf(metadata)))
    return answerExport(platform, exported, sender, { bytes: request, form: 'protobuf', encoding: undefined })
  }
  return (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>): void => {
    take(call).then(
      (bytes) => answer(null, bytes),
      (error: unknown) => answer(statusOf(grpc, platform, error)),
    )
  }
}

function secretOf(metadata: import('@grpc/grpc-js').Metadata): string | null {
  return secretIn(metadata.get('authorization')[0]?.toString())
}

/** With the same details that answers over HTTP have; among them when to try again, without which a sender gives up. */
function statusOf(grpc: Grpc, { logger }: GrpcNeeds, error: unknown) {
  const fault = error instanceof Fault ? error : new Fault(common.internal, { cause: error })
  const requestId = uuidv7()
  if (fault.code === common.internal) logger.error({ requestId, error: fault }, 'a request over gRPC failed')
  const metadata = new grpc.Metadata()
  metadata.set('grpc-status-details-bin', encodeRpcStatus(fault, requestId, RPC_PROTOBUF))
  return { code: rpcCode(fault), details: fault.publicMessage, metadata }
}
