// A js-libp2p peer that a test drives: one JSON command a line on stdin, one JSON event a line on stdout.
//
//   node peer.mjs '{"topics":["t"],"echo":["/echo/1"],"policy":"sign","manual":false,"scores":false,"answers":{"/ask/1":"00ff"}}'
//
// It answers a protocol of "answers" with those bytes, whatever the request, or, where the value is an object, with the bytes
// under the request's own; another request is dropped. It tells of each by {"is":"asked","protocol","hex"}.
// Commands: {"do":"dial","address"} {"do":"publish","topic","size"|"hex"} {"do":"request","peer","protocol","size"}
//           {"do":"ping","peer"} {"do":"subscribe","topic"} {"do":"judge","id","from","verdict"} {"do":"state"} {"do":"stop"}
//           {"do":"answer","protocol","with"}, "with" as in "answers"
// Every command is answered by an event with its number ("n"), or by {"is":"failed"}.

// libp2p 3 needs Node 22 for this one function.
Promise.withResolvers ??= function withResolvers () {
  const settled = {}
  settled.promise = new this((resolve, reject) => Object.assign(settled, { resolve, reject }))
  return settled
}

const { createHash } = await import('node:crypto')
const { createInterface } = await import('node:readline')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@chainsafe/libp2p-noise')
const { yamux } = await import('@chainsafe/libp2p-yamux')
const { gossipsub, StrictSign, StrictNoSign, TopicValidatorResult } = await import('@libp2p/gossipsub')
const { createPeerScoreParams, createTopicScoreParams } = await import('@libp2p/gossipsub/score')
const { identify, identifyPush } = await import('@libp2p/identify')
const { ping } = await import('@libp2p/ping')
const { generateKeyPair } = await import('@libp2p/crypto/keys')
const { peerIdFromString } = await import('@libp2p/peer-id')
const { multiaddr } = await import('@multiformats/multiaddr')
const lp = await import('it-length-prefixed')

const options = { topics: [], echo: [], policy: 'sign', manual: false, scores: false, key: 'Ed25519', answers: {}, ...JSON.parse(process.argv[2] ?? '{}') }
const LARGEST = 10 * 1024 * 1024
const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const tell = (is, rest = {}) => process.stdout.write(JSON.stringify({ is, ...rest }) + '\n')
const bytes = (command) => command.hex != null ? Buffer.from(command.hex, 'hex') : Buffer.alloc(command.size, 0xab)

// The network's message id for data that is no valid snappy block, as all data in these tests.
const konaId = (message) => digest(Buffer.alloc(4), message.data).subarray(0, 20)

const taikoScores = () => ({
  scoreParams: createPeerScoreParams({
    topics: Object.fromEntries(options.topics.map((topic) => [topic, createTopicScoreParams({
      topicWeight: 1,
      timeInMeshWeight: 0,
      firstMessageDeliveriesWeight: 0.5,
      firstMessageDeliveriesDecay: 0.999,
      firstMessageDeliveriesCap: 20,
      meshMessageDeliveriesWeight: 0,
      meshFailurePenaltyWeight: 0,
      invalidMessageDeliveriesWeight: -2,
      invalidMessageDeliveriesDecay: 0.99
    })])),
    appSpecificWeight: 1,
    IPColocationFactorWeight: 0,
    behaviourPenaltyWeight: 0,
    decayInterval: 10_000,
    decayToZero: 0.1,
    retainScore: 3_600_000
  }),
  scoreThresholds: { gossipThreshold: -1, publishThreshold: -2, graylistThreshold: -5, acceptPXThreshold: 0, opportunisticGraftThreshold: 0.5 }
})

const node = await createLibp2p({
  privateKey: await generateKeyPair(options.key),
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 1000 },
  connectionGater: { denyDialMultiaddr: () => false },
  services: {
    identify: identify(),
    identifyPush: identifyPush(),
    ping: ping(),
    gossip: gossipsub({
      globalSignaturePolicy: options.policy === 'sign' ? StrictSign : StrictNoSign,
      msgIdFn: konaId,
      allowPublishToZeroTopicPeers: true,
      floodPublish: false,
      fallbackToFloodsub: false,
      asyncValidation: options.manual,
      heartbeatInterval: 250,
      D: 8,
      Dlo: 6,
      Dhi: 12,
      Dlazy: 6,
      mcacheLength: 12,
      mcacheGossip: 3,
      maxInboundDataLength: LARGEST,
      ...(options.scores ? taikoScores() : {})
    })
  }
})
const gossip = node.services.gossip

node.addEventListener('peer:connect', (event) => tell('connected', { peer: String(event.detail) }))
node.addEventListener('peer:disconnect', (event) => tell('disconnected', { peer: String(event.detail) }))
node.addEventListener('peer:identify', ({ detail }) => tell('identified', {
  peer: String(detail.peerId), agent: detail.agentVersion, version: detail.protocolVersion, protocols: detail.protocols, addresses: detail.listenAddrs.map(String)
}))
gossip.addEventListener('subscription-change', ({ detail }) => tell('subscriptions', {
  peer: String(detail.peerId), topics: detail.subscriptions.filter((change) => change.subscribe).map((change) => change.topic)
}))
gossip.addEventListener('gossipsub:graft', ({ detail }) => tell('graft', { peer: detail.peerId, topic: detail.topic }))
gossip.addEventListener('gossipsub:prune', ({ detail }) => tell('prune', { peer: detail.peerId, topic: detail.topic }))
gossip.addEventListener('gossipsub:message', ({ detail: { propagationSource, msgId, msg } }) => tell('message', {
  topic: msg.topic, source: String(propagationSource), id: msgId, size: msg.data.length, digest: digest(msg.data).toString('hex'), author: msg.type === 'signed' ? String(msg.from) : null
}))

// One frame in, one frame out, as rust-libp2p's request-response does it.
const readFrame = async (stream) => {
  for await (const frame of lp.decode(stream, { maxDataLength: LARGEST })) return frame.subarray()
  throw new Error('no frame')
}
const writeFrame = async (stream, data) => {
  for (const part of lp.encode([data])) if (!stream.send(part)) await stream.onDrain()
  await stream.close()
}
for (const protocol of options.echo) {
  await node.handle(protocol, async (stream) => {
    try {
      const request = await readFrame(stream)
      await writeFrame(stream, Buffer.concat([Buffer.from('echo:'), request]))
    } catch (error) {
      tell('broken', { protocol, reason: `${error.name}: ${error.message}` })
      stream.abort(error)
    }
  })
}

const answers = {}
const serve = async (protocol, known) => {
  const isServed = protocol in answers
  answers[protocol] = known
  if (isServed) return
  await node.handle(protocol, async (stream) => {
    try {
      const request = Buffer.from(await readFrame(stream)).toString('hex')
      tell('asked', { protocol, hex: request })
      const hex = typeof answers[protocol] === 'string' ? answers[protocol] : answers[protocol][request]
      if (hex == null) stream.abort(new Error('not known here'))
      else await writeFrame(stream, Buffer.from(hex, 'hex'))
    } catch (error) {
      tell('broken', { protocol, reason: `${error.name}: ${error.message}` })
      stream.abort(error)
    }
  })
}
for (const [protocol, known] of Object.entries(options.answers)) await serve(protocol, known)

const where = (text) => text.startsWith('/') ? multiaddr(text) : peerIdFromString(text)
const commands = {
  dial: async ({ address }) => ({ is: 'dialled', peer: String((await node.dial(multiaddr(address))).remotePeer) }),
  publish: async (command) => {
    const { recipients } = await gossip.publish(command.topic, bytes(command))
    return { is: 'published', recipients: recipients.map(String) }
  },
  request: async (command) => {
    const stream = await node.dialProtocol(where(command.peer), command.protocol, { signal: AbortSignal.timeout(10_000) })
    const answer = readFrame(stream)
    await writeFrame(stream, bytes(command))
    const data = await answer
    return { is: 'answered', size: data.length, digest: digest(data).toString('hex') }
  },
  ping: async ({ peer }) => ({ is: 'ponged', millis: await node.services.ping.ping(where(peer)) }),
  subscribe: ({ topic }) => { gossip.subscribe(topic); return { is: 'subscribed' } },
  judge: ({ id, from, verdict }) => {
    gossip.reportMessageValidationResult(id, from, TopicValidatorResult[verdict])
    return { is: 'judged' }
  },
  answer: async (command) => { await serve(command.protocol, command.with); return { is: 'answering' } },
  state: () => ({
    is: 'state',
    mesh: Object.fromEntries(gossip.getTopics().map((topic) => [topic, gossip.getMeshPeers(topic)])),
    scores: Object.fromEntries(gossip.getPeers().map((peer) => [String(peer), gossip.getScore(String(peer))])),
    protocols: node.getConnections().flatMap((connection) => [connection.encryption, connection.multiplexer])
  }),
  stop: async () => { await node.stop(); process.exit(0) }
}

options.topics.forEach((topic) => gossip.subscribe(topic))
createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line)
  try {
    const { is, ...rest } = await commands[command.do](command)
    tell(is, { ...rest, n: command.n })
  } catch (error) {
    tell('failed', { n: command.n, reason: `${error.name}: ${error.message}` })
  }
}).on('close', () => process.exit(0))
tell('listening', { peer: String(node.peerId), addresses: node.getMultiaddrs().map(String) })
