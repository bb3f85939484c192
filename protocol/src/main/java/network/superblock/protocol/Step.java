package network.superblock.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an event leads to: the state after it, and what must be done, in this order.
 *
 * @param <S> the state machine's states
 * @param <E> its effects
 */
public record Step<S, E>(S state, List<E> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  @SafeVarargs
  public static <S, E> Step<S, E> to(S state, E... effects) {
    var ordered = new ArrayList<E>(effects.length);
    for (var effect : effects) ordered.add(effect);
    return new Step<>(state, ordered);
  }

  /** The two steps as one. */
  public <T> Step<T, E> then(Function<? super S, Step<T, E>> next) {
    var after = next.apply(state);
    var all = new ArrayList<>(effects);
    all.addAll(after.effects);
    return new Step<>(after.state, all);
  }

  /** This step with {@code first} done before everything else. */
  public Step<S, E> after(E first) {
    var all = new ArrayList<E>();
    all.add(first);
    all.addAll(effects);
    return new Step<>(state, all);
  }
}
