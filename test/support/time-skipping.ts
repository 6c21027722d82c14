import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { SEARCH_ATTRIBUTES } from '../../contracts/names.ts';
import type { Child } from '../../launcher/child.ts';
import { freePort, startProgram } from '../../launcher/child.ts';
import { cacheFolder } from '../../launcher/temporal-binary.ts';

const run = promisify(execFile);
const VERSION = '1.38.0';

/**
 * A Temporal server that skips waiting, with our search attributes: Temporal's test server, from Maven, kept in the cache
 * folder. Rejects with a sentence when there is no Java or Maven to get it with. Its `teardown` ends the server too.
 */
export async function startTimeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const executable = await testServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-time-skipping-'));
  const port = await freePort();
  const logFile = path.join(folder, 'server.log');
  const server = await startProgram('time-skipping server', executable, [String(port)], { logFile });
  const end = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilItListens(server, port, logFile);
    const environment = await connect(`127.0.0.1:${port}`);
    const disconnect = environment.teardown.bind(environment);
    environment.teardown = async () => {
      await disconnect();
      await end();
    };
    return environment;
  } catch (error) {
    await end();
    throw error;
  }
}

/** The SDK gives a server that it starts itself 5 s, which a Java program needs on a busy machine; `create` takes one that is there. */
async function connect(address: string): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment['create']({
    server: { type: 'existing' },
    supportsTimeSkipping: true,
    namespace: 'default',
    address,
  });
  await environment.connection.operatorService
    .addSearchAttributes({ namespace: 'default', searchAttributes: SEARCH_ATTRIBUTE_TYPES })
    .catch(() => undefined);
  return environment;
}

async function untilItListens(server: Child, port: number, logFile: string): Promise<void> {
  let exit: string | undefined;
  void server.exited.then((how) => {
    exit = how;
  });
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (exit !== undefined || Date.now() > deadline) {
      const log = await readFile(logFile, 'utf8').catch(() => 'no log');
      throw new Error(`${server.name} ${exit ?? `did not start within ${START_MS / 1000} s`}: ${log.slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Asked by a connection: a port that is tried by listening on it is taken from the server that opens it just then. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** 1 to 2 s on a quiet machine. */
const START_MS = 120_000;

/** Numbers of IndexedValueType in the Temporal API. */
const KEYWORD = 2;
const DATETIME = 6;
const SEARCH_ATTRIBUTE_TYPES = Object.fromEntries(
  Object.values(SEARCH_ATTRIBUTES).map((name) => [
    name,
    name === SEARCH_ATTRIBUTES.nextFollowUpAt ? DATETIME : KEYWORD,
  ]),
);

async function testServer(): Promise<string> {
  const folder = path.join(cacheFolder(), `temporal-test-server-${VERSION}`);
  const wrapper = path.join(folder, 'start');
  const isThere = await access(wrapper).then(
    () => true,
    () => false,
  );
  if (!isThere) await fetchServer(folder);
  return wrapper;
}

async function fetchServer(folder: string): Promise<void> {
  const draft = `${folder}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    await writeFile(path.join(draft, 'pom.xml'), POM);
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], {
      cwd: draft,
      maxBuffer: 16 * 1024 * 1024,
    });
    await writeFile(
      path.join(draft, 'start'),
      `#!/bin/sh\nexec java -cp '${folder}/lib/*' io.temporal.testserver.TestServer "$1"\n`,
    );
    await chmod(path.join(draft, 'start'), 0o755);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (cause) {
    throw new Error(
      'The time-skipping server needs Java 11 and Maven: install them (apt-get install maven) and try again.',
      { cause },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>parley</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
