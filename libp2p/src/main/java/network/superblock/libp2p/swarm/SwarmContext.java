package network.superblock.libp2p.swarm;

import java.security.SecureRandom;
import network.superblock.libp2p.clock.Ticker;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.yamux.WindowPool;
import network.superblock.libp2p.yamux.YamuxLimits;

/** What every connection of one host shares. */
record SwarmContext(
    Identity identity,
    Protocols protocols,
    YamuxLimits yamux,
    WindowPool windows,
    Ticker ticker,
    SecureRandom random) {}
