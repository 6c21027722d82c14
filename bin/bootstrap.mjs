// Runs a script of the project under Node 24, whatever Node (20 or newer) started it; installs what is missing first.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const marker = path.join(modules, '.parley-lock');
const [script, ...args] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Parley needs Node 20 or newer to start; this is ${process.version}.`);
if (script === undefined) fail('usage: node bin/bootstrap.mjs SCRIPT [options]');
install();
run();

/** `npm install` of what package-lock.json says when the dependencies are not those of package-lock.json. */
function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const node = path.join(modules, 'node', 'bin', 'node');
  if (existsSync(node) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  process.stderr.write('• installing dependencies (npm install); about a minute the first time …\n');
  const installed = spawnSync('npm', ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0) fail('npm install failed; its message is above. Check the network and try again.');
  if (!existsSync(node))
    fail(
      'npm install did not bring the package "node"; check that install scripts are allowed (npm config get ignore-scripts).',
    );
  writeFileSync(marker, wanted);
}

/** The script gets the signals of this process and decides its exit code. */
function run() {
  const child = spawn(
    path.join(modules, 'node', 'bin', 'node'),
    [...(process.env.PARLEY_NODE_OPTIONS?.split(' ') ?? []), path.join(root, script), ...args],
    {
      stdio: 'inherit',
      env: process.env,
    },
  );
  // A terminal sends Ctrl-C to the whole group, so the child has it already; it must only not end this process first.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  // npm runs this in a shell that dies of a signal without passing it on; then nobody is left to stop the servers.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, 500);
    watch.unref();
  }
  child.on('error', (error) => fail(`Node 24 cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

function fail(sentence) {
  process.stderr.write(`parley: ${sentence}\n`);
  process.exit(1);
}
