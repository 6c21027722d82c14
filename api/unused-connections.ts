import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections that were opened ahead and never carried a request, as browsers and fetch make them. Node takes them for busy:
 * without this, one of them holds up the end of the process for a minute.
 */
export class UnusedConnections {
  private readonly open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** Ends them; one whose first bytes have arrived by now is left to its request. */
  async end(): Promise<void> {
    await new Promise(setImmediate);
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}
