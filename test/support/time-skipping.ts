import { execFile } from 'node:child_process';
import { access, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { SEARCH_ATTRIBUTES } from '../../contracts/names.ts';
import { cacheFolder } from '../../launcher/temporal-binary.ts';

const run = promisify(execFile);
const VERSION = '1.38.0';

/**
 * A Temporal server that skips waiting, with our search attributes: Temporal's test server, from Maven, kept in the cache
 * folder. Rejects with a sentence when there is no Java or Maven to get it with.
 */
export async function startTimeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const server = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: await testServer() } },
  });
  await server.connection.operatorService
    .addSearchAttributes({ namespace: 'default', searchAttributes: SEARCH_ATTRIBUTE_TYPES })
    .catch(() => undefined);
  return server;
}

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
