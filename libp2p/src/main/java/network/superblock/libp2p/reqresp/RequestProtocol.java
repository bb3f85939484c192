package network.superblock.libp2p.reqresp;

import java.time.Duration;

/**
 * A request/response protocol and its bounds, which hold before anything is allocated.
 *
 * @param name as negotiated, with its leading slash
 * @param maxRequest bytes of a request
 * @param maxResponse bytes of a response
 * @param timeout for one exchange, from opening the stream to the last byte
 * @param maxConcurrent exchanges served at a time; more are reset
 * @param rate how many requests of one peer are served
 */
public record RequestProtocol(
    String name, int maxRequest, int maxResponse, Duration timeout, int maxConcurrent, Rate rate) {

  /** At most {@code requests} in any {@code window}; more are dropped without a word. */
  public record Rate(int requests, Duration window) {}

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CONCURRENT = 100;
  private static final Rate RATE = new Rate(8, Duration.ofSeconds(10));

  /** With the timeout, concurrency and rate of the Rust nodes: 10 s, 100, 8 in 10 s. */
  public static RequestProtocol of(String name, int maxRequest, int maxResponse) {
    return new RequestProtocol(name, maxRequest, maxResponse, TIMEOUT, CONCURRENT, RATE);
  }

  public RequestProtocol withRate(int requests, Duration window) {
    return new RequestProtocol(
        name, maxRequest, maxResponse, timeout, maxConcurrent, new Rate(requests, window));
  }

  public RequestProtocol withTimeout(Duration longest) {
    return new RequestProtocol(name, maxRequest, maxResponse, longest, maxConcurrent, rate);
  }
}
