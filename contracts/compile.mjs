// Compiles src/main/solidity with the pinned solc and writes one artifact for each contract to
// src/main/resources/contracts. With --check it writes nothing and fails when an artifact differs.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const sources = join(root, 'src/main/solidity');
const artifacts = join(root, 'src/main/resources/contracts');
const require = createRequire(import.meta.url);
const solc = require('solc');

// Cancun: what anvil and every current L1 and rollup node execute. Without the metadata trailer the
// bytecode depends on the code alone, not on comments or paths.
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: {
    '*': { '*': ['abi', 'evm.bytecode.object', 'storageLayout'] },
  },
};

function compile() {
  const names = readdirSync(sources).filter((name) => name.endsWith('.sol')).sort();
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(
      names.map((name) => [name, { content: readFileSync(join(sources, name), 'utf8') }]),
    ),
    settings,
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: resolve }));
  const problems = (output.errors ?? []).filter(isOurs);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problem.formattedMessage).join('\n'));
  }
  return new Map(names.flatMap((name) => artifactsOf(name, output.contracts[name])));
}

/** The library's warnings are its own affair; ours fail the build. */
function isOurs(problem) {
  return problem.severity === 'error' || !problem.sourceLocation?.file.startsWith('@');
}

function resolve(path) {
  try {
    return { contents: readFileSync(require.resolve(path), 'utf8') };
  } catch (failure) {
    return { error: failure.message };
  }
}

function artifactsOf(file, contracts) {
  const deployable = Object.entries(contracts).filter(([, { evm }]) => evm.bytecode.object);
  return deployable.map(([name, contract]) => {
    const artifact = {
      contract: name,
      compiler: solc.version(),
      evmVersion: settings.evmVersion,
      abi: contract.abi,
      bytecode: `0x${contract.evm.bytecode.object}`,
    };
    if (name === 'Mailbox') artifact.storageLayout = layoutOf(contract.storageLayout);
    return [`${name}.json`, `${JSON.stringify(artifact, null, 2)}\n`];
  });
}

/** The part of solc's storage layout that is stable: its type ids count syntax nodes. */
function layoutOf(layout) {
  return layout.storage.map(({ label, slot, offset, type }) => ({
    label,
    slot: Number(slot),
    offset,
    bytes: Number(layout.types[type].numberOfBytes),
    type: layout.types[type].label,
  }));
}

function committed() {
  const names = readdirSync(artifacts).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name, readFileSync(join(artifacts, name), 'utf8')]));
}

function differences(fresh, old) {
  const names = new Set([...fresh.keys(), ...old.keys()]);
  return [...names].filter((name) => fresh.get(name) !== old.get(name)).sort();
}

try {
  const fresh = compile();
  const old = committed();
  const changed = differences(fresh, old);
  if (!process.argv.includes('--check')) {
    for (const name of changed) {
      const path = join(artifacts, name);
      if (fresh.has(name)) writeFileSync(path, fresh.get(name));
      else rmSync(path);
    }
    console.log(`${changed.length} of ${fresh.size} artifacts changed`);
  } else if (changed.length > 0) {
    throw new Error(`artifacts differ from their sources: ${changed.join(', ')}; run npm run compile`);
  }
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
}
