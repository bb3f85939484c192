package network.superblock.runtime.http;

import reactor.core.publisher.Flux;

/**
 * Where the events of a stream are kept. Ids must grow in the order in which events become visible
 * here, else a reader passes by one that comes late: one writer gives them out.
 */
@FunctionalInterface
public interface EventHistory<T> {

  /**
   * The events after {@code id}, ascending, at most {@code limit}; 0 asks for the first ones.
   *
   * @return may fail with a {@link ProblemException} when they are not kept any more
   */
  Flux<StreamEvent<T>> after(long id, int limit);
}
