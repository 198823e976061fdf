/** A connection that the guard opened, for a library that wants to open its own. */
import type { Socket } from 'node:net'

/** Says that it is connected when it is asked to connect, wherever to: the address was judged before. */
export function alreadyOpen(socket: Socket): Socket {
  const connect = (): Socket => {
    process.nextTick(() => socket.emit('connect'))
    return socket
  }
  return Object.assign(socket, { connect })
}
