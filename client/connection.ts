import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import type { TLSConfig } from '@temporalio/client';
import { ParleyError } from '../contracts/errors.ts';

export interface TemporalSettings {
  /** host:port */
  readonly address: string;
  readonly namespace: string;
  readonly tls: TlsFiles | boolean;
  readonly apiKey: string | undefined;
}

export interface TlsFiles {
  readonly caFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly serverName: string | undefined;
}

/** Connection options that clients and workers share. */
export async function connectionOptions(settings: TemporalSettings): Promise<{
  address: string;
  tls: TLSConfig | boolean;
  apiKey?: string;
}> {
  const { address, apiKey } = settings;
  return { address, tls: await tlsOf(settings.tls), ...(apiKey === undefined ? {} : { apiKey }) };
}

/**
 * A client that connects when it is first used and again after the server was away, so that a process can start before
 * its server.
 */
export async function createTemporalClient(settings: TemporalSettings): Promise<Client> {
  const connection = Connection.lazy({ ...(await connectionOptions(settings)), connectTimeout: '5s' });
  return new Client({ connection, namespace: settings.namespace });
}

async function tlsOf(tls: TlsFiles | boolean): Promise<TLSConfig | boolean> {
  if (typeof tls === 'boolean') return tls;
  const [ca, crt, key] = await Promise.all([read(tls.caFile), read(tls.certFile), read(tls.keyFile)]);
  return {
    ...(ca === undefined ? {} : { serverRootCACertificate: ca }),
    ...(crt === undefined || key === undefined ? {} : { clientCertPair: { crt, key } }),
    ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
  };
}

async function read(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ParleyError('internal', `The TLS file ${file} cannot be read.`, { cause });
  }
}
