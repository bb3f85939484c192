package network.superblock.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A story about a state machine: given a state, when events happen, then exactly these effects
 * follow, in this order.
 */
public final class Scenario<S, V, F> {

  private final BiFunction<S, V, Step<S, F>> protocol;
  private Step<S, F> last;

  private Scenario(BiFunction<S, V, Step<S, F>> protocol, Step<S, F> last) {
    this.protocol = protocol;
    this.last = last;
  }

  public static <S, V, F> Scenario<S, V, F> given(
      BiFunction<S, V, Step<S, F>> protocol, Step<S, F> start) {
    return new Scenario<>(protocol, start);
  }

  public Scenario<S, V, F> when(V event) {
    last = protocol.apply(last.state(), event);
    return this;
  }

  public Scenario<S, V, F> then(Object... effects) {
    assertThat(last.effects().toArray()).isEqualTo(effects);
    return this;
  }

  public Scenario<S, V, F> thenNothing() {
    assertThat(last.effects()).isEmpty();
    return this;
  }

  public Scenario<S, V, F> endsIn(Class<? extends S> state) {
    assertThat(last.state()).isInstanceOf(state);
    return this;
  }

  public Scenario<S, V, F> endsIn(S state) {
    assertThat(last.state()).isEqualTo(state);
    return this;
  }

  public Scenario<S, V, F> where(Consumer<S> claim) {
    claim.accept(last.state());
    return this;
  }

  public S state() {
    return last.state();
  }
}
