/**
 * Where syslog comes in: datagrams (RFC 5426), streams (RFC 6587), streams within TLS (RFC 5425); each on a port of its own that is
 * closed until it is configured. A stream is read on when what came by it is on the disk, so that a sender which knows how to wait
 * loses nothing; datagrams that come faster than they can be kept are dropped, as the protocol has it, and counted.
 */
import dgram from 'node:dgram'
import { once } from 'node:events'
import net from 'node:net'
import { readFile } from 'node:fs/promises'
import tls from 'node:tls'
import type { Listener } from '#platform/module.ts'
import { StartFault } from '#platform/start-fault.ts'
import { SyslogFrames } from '../domain/syslog-frames.ts'
import { SyslogIntake, type SyslogNeeds } from './syslog-intake.ts'

/** Each holds some 100 kB at most. */
const CONNECTIONS_MAX = 1_000
/** Finds senders that are gone without a word. */
const KEEP_ALIVE_MS = 60_000
/** Datagrams that wait, some 10 MB; more come faster than they can be kept. */
const WAITING_MAX = 20_000
/** What the kernel keeps while we are busy; the default is some hundred messages. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024

/** Those that are configured. */
export function syslogListeners(needs: SyslogNeeds): readonly Listener[] {
  const { udpPort, tcpPort, tlsPort, certificateFile, privateKey } = needs.platform.config.syslog
  const intake = new SyslogIntake(needs)
  const listeners: Listener[] = []
  if (udpPort !== undefined) listeners.push({ name: 'logs.syslog_udp', open: () => openDatagrams(needs, intake, udpPort) })
  if (tcpPort !== undefined) {
    const open = () => openStreams(needs, { server: net.createServer(), event: 'connection', port: tcpPort, intake })
    listeners.push({ name: 'logs.syslog_tcp', open })
  }
  if (tlsPort !== undefined && certificateFile !== undefined && privateKey !== undefined) {
    const open = async () => {
      const server = tls.createServer({ cert: await readFile(certificateFile), key: privateKey, minVersion: 'TLSv1.2' })
      return openStreams(needs, { server, event: 'secureConnection', port: tlsPort, intake })
    }
    listeners.push({ name: 'logs.syslog_tls', open })
  }
  return listeners
}

interface Streams {
  readonly server: net.Server
  readonly event: 'connection' | 'secureConnection'
  readonly port: number
  readonly intake: SyslogIntake
}

async function openStreams({ platform }: SyslogNeeds, { server, event, port, intake }: Streams): Promise<() => Promise<void>> {
  const over = new AbortController()
  const sockets = new Set<net.Socket>()
  server.maxConnections = CONNECTIONS_MAX
  server.on(event, (socket: net.Socket) => {
    sockets.add(socket)
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    void readStream(socket, intake, over.signal)
      .catch((error: unknown) => platform.logger.warn({ err: error }, 'a stream of syslog ended before what it brought was kept'))
      .finally(() => {
        sockets.delete(socket)
        socket.destroy()
      })
  })
  // A sender that speaks no TLS is its own trouble; without a listener it would be ours.
  server.on('tlsClientError', (error) => platform.logger.debug({ err: error }, 'a sender of syslog did not manage to begin TLS'))
  await listening(() => server.listen(port, platform.config.host), server, port)
  return async () => {
    over.abort()
    server.close()
    for (const socket of sockets) socket.destroy()
    if (server.listening) await once(server, 'close')
  }
}

/** Reads on only when what came is on the disk. */
async function readStream(socket: net.Socket, intake: SyslogIntake, over: AbortSignal): Promise<void> {
  const sender = socket.remoteAddress ?? ''
  const frames = new SyslogFrames()
  for await (const bytes of arriving(socket)) await intake.take(frames.push(bytes), sender, over)
  await intake.take(frames.end(), sender, over)
}

async function* arriving(socket: net.Socket): AsyncIterable<Buffer> {
  try {
    yield* socket
  } catch {
    // The sender went without a word, or we do; what it sent before is kept.
  }
}

async function openDatagrams({ platform }: SyslogNeeds, intake: SyslogIntake, port: number): Promise<() => Promise<void>> {
  const { host } = platform.config
  const help = 'Datagrams of syslog that were dropped because they came faster than they could be kept, or could not be kept at all.'
  const dropped = platform.metrics.counter('pitcrew_syslog_dropped_total', help, [])
  const socket = dgram.createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES })
  let waiting = new Map<string, Buffer[]>()
  let count = 0
  let draining: Promise<void> | undefined
  const drain = async () => {
    while (count > 0) {
      const taken = waiting
      waiting = new Map()
      count = 0
      for (const [sender, messages] of taken) await intake.take(messages, sender).catch(() => dropped.inc({}, messages.length))
    }
    draining = undefined
  }
  socket.on('message', (message, { address }) => {
    if (count >= WAITING_MAX) return dropped.inc()
    const ofSender = waiting.get(address)
    if (ofSender) ofSender.push(message)
    else waiting.set(address, [message])
    count += 1
    draining ??= drain()
  })
  await listening(() => socket.bind(port, host), socket, port)
  return async () => {
    socket.close()
    await draining
  }
}

async function listening(begin: () => unknown, on: net.Server | dgram.Socket, port: number): Promise<void> {
  try {
    begin()
    await once(on, 'listening')
  } catch (error) {
    throw new StartFault(`Syslog cannot listen on port ${port}: ${(error as Error).message}`, { cause: error })
  }
}
