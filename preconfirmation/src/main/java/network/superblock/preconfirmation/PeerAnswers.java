package network.superblock.preconfirmation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.HeadRequest;
import network.superblock.preconfirmation.ssz.MalformedSszException;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.preconfirmation.storage.KnownCommitment;

/** Answers peers from the storage. Caps and rates hold before a request gets here. */
final class PeerAnswers implements AutoCloseable {

  private final SdkParts parts;
  private volatile boolean isClosed;

  PeerAnswers(SdkParts parts) {
    this.parts = parts;
  }

  void serve() {
    var protocols = parts.config().protocols();
    serve(protocols.head(), this::head);
    serve(protocols.commitments(), this::commitments);
    serve(protocols.txList(), this::txList);
  }

  /** Peers are told that nothing is answered any more, and streams that are open are dropped. */
  @Override
  public void close() {
    isClosed = true;
    var protocols = parts.config().protocols();
    for (var protocol : List.of(protocols.head(), protocols.commitments(), protocols.txList()))
      parts.node().host().unserve(protocol);
  }

  private Bytes head(Bytes request) {
    HeadRequest.decode(request);
    return parts.storage().head().encode();
  }

  private Bytes commitments(Bytes request) {
    var asked = CommitmentsRequest.decode(request);
    var most = Math.min(asked.maxCount(), parts.config().maxCommitmentsPerPage());
    var known = parts.storage().commitments(asked.start(), (int) most);
    return new CommitmentsPage(known.stream().map(KnownCommitment::signed).toList()).encode();
  }

  private Bytes txList(Bytes request) {
    var hash = TxListRequest.decode(request).hash();
    var body = parts.storage().txList(hash);
    return body.map(list -> new RawTxList(hash, list))
        .orElseGet(() -> RawTxList.notFound(hash))
        .encode();
  }

  private void serve(RequestProtocol protocol, Function<Bytes, Bytes> answer) {
    var name = protocol.name().substring(protocol.name().lastIndexOf('/') + 1);
    parts.node().host().serve(protocol, (peer, request) -> respond(peer, request, name, answer));
  }

  private Optional<Bytes> respond(
      PeerId peer, Bytes request, String name, Function<Bytes, Bytes> answer) {
    if (isClosed) return Optional.empty();
    try {
      var response = answer.apply(request);
      parts.metrics().count(SdkMetrics.REQUESTS, "protocol", name, "outcome", "served");
      return Optional.of(response);
    } catch (MalformedSszException _) {
      parts.node().failed(peer);
      parts.metrics().count(SdkMetrics.REQUESTS, "protocol", name, "outcome", "malformed");
      return Optional.empty();
    }
  }
}
