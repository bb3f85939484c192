// A js-libp2p peer of the benchmark, driven as peer.mjs is: one JSON command a line on stdin, one JSON answer a line on stdout.
//
// Commands: {"do":"dial","address"} {"do":"mesh"} {"do":"bulk","peer","bytes"} {"do":"publish","count","pause"}
//           {"do":"received"} {"do":"forget"}
// Gossip carries its time of departure; the clock (CLOCK_MONOTONIC, ns) is the same for all processes of a machine.

// libp2p 3 needs Node 22 for this one function.
Promise.withResolvers ??= function withResolvers () {
  const settled = {}
  settled.promise = new this((resolve, reject) => Object.assign(settled, { resolve, reject }))
  return settled
}

const { createHash } = await import('node:crypto')
const { createInterface } = await import('node:readline')
const { setTimeout: sleep } = await import('node:timers/promises')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@chainsafe/libp2p-noise')
const { yamux } = await import('@chainsafe/libp2p-yamux')
const { gossipsub, StrictSign } = await import('@libp2p/gossipsub')
const { identify } = await import('@libp2p/identify')
const { peerIdFromString } = await import('@libp2p/peer-id')
const { multiaddr } = await import('@multiformats/multiaddr')

const TOPIC = 'bench'
const BULK = '/bench/bulk/1'
const SIZE = 382
const PIECE = 64 * 1024
const tell = (answer) => process.stdout.write(JSON.stringify(answer) + '\n')
const konaId = (message) => createHash('sha256').update(Buffer.alloc(4)).update(message.data).digest().subarray(0, 20)

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionGater: { denyDialMultiaddr: () => false },
  services: {
    identify: identify(),
    gossip: gossipsub({ globalSignaturePolicy: StrictSign, msgIdFn: konaId, floodPublish: false, fallbackToFloodsub: false, heartbeatInterval: 500, D: 8, Dlo: 6, Dhi: 12, mcacheLength: 12, mcacheGossip: 3 })
  }
})
const gossip = node.services.gossip

let latencies = []
let last = 0n
gossip.addEventListener('gossipsub:message', ({ detail: { msg } }) => {
  last = process.hrtime.bigint()
  latencies.push(Number(last - Buffer.from(msg.data).readBigInt64LE()))
})
gossip.subscribe(TOPIC)

// Counts what comes, and writes one byte of receipt at its end.
await node.handle(BULK, async (stream) => {
  for await (const _ of stream) ;
  stream.send(new Uint8Array(1))
  await stream.close()
})

const departing = (number) => {
  const data = Buffer.alloc(SIZE)
  data.writeBigInt64LE(process.hrtime.bigint())
  data.writeInt32LE(number, 8)
  return data
}

let published = 0
const commands = {
  dial: async ({ address }) => { await node.dial(multiaddr(address)); return {} },
  mesh: () => ({ peers: gossip.getMeshPeers(TOPIC).length }),
  bulk: async ({ peer, bytes }) => {
    const piece = new Uint8Array(PIECE)
    const begin = process.hrtime.bigint()
    const stream = await node.dialProtocol(peerIdFromString(peer), BULK)
    const receipt = (async () => { for await (const _ of stream) return })()
    for (let left = bytes; left > 0; left -= PIECE) {
      if (!stream.send(left < PIECE ? piece.subarray(0, left) : piece)) await stream.onDrain()
    }
    await stream.close()
    await receipt
    return { nanos: Number(process.hrtime.bigint() - begin) }
  },
  publish: async ({ count, pause }) => {
    const begin = process.hrtime.bigint()
    for (let i = 0; i < count; i++) {
      await gossip.publish(TOPIC, departing(published++))
      if (pause > 0) await sleep(pause)
    }
    return { begin: String(begin) }
  },
  received: () => {
    const sorted = latencies.toSorted((a, b) => a - b)
    const at = (part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), last: String(last) }
  },
  forget: () => { latencies = []; return {} }
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line)
  try {
    tell(await commands[command.do](command))
  } catch (error) {
    tell({ failed: `${error.name}: ${error.message}` })
  }
}).on('close', () => process.exit(0))
tell({ peer: String(node.peerId), address: String(node.getMultiaddrs()[0]) })
