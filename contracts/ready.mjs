// Run by the Maven build: installs the pinned packages when node_modules is not of this lockfile, then
// checks that the artifacts match their sources. What was already done for the same inputs is not
// done again, so a warm build pays for one start of node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';

function digest(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} `);
  for (const path of paths) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path} ${bytes.length} `).update(bytes);
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(root, folder)).sort().map((name) => `${folder}/${name}`);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows });
  if (error) console.error(`${command} cannot be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Does the work unless the stamp says that it was done for these inputs. */
function once(stamp, inputs, work) {
  const path = join(root, stamp);
  const wanted = digest(inputs);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return;
  work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
}

once('node_modules/.installed', ['package.json', 'package-lock.json'], () =>
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
);
once(
  'target/artifacts-checked',
  [
    'package-lock.json',
    'compile.mjs',
    ...filesIn('src/main/solidity'),
    ...filesIn('src/main/resources/contracts'),
  ],
  () => run(process.execPath, ['compile.mjs', '--check']),
);
