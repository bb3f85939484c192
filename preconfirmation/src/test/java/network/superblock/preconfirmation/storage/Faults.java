package network.superblock.preconfirmation.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.preconfirmation.SdkException;
import org.jspecify.annotations.Nullable;

/** Makes chosen calls of a storage fail, as a database does that is away for a moment. */
public final class Faults {

  private final Choice choice;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean armed = true;

  /** Which calls fail, and how. */
  public interface Choice {

    /** What becomes of the call of this number, from 1, to the method {@code operation}. */
    Fate of(int number, String operation);
  }

  /** What becomes of a call. */
  public enum Fate {
    WELL,
    /** It does nothing, and says that it failed. */
    NOT_DONE,
    /** It is done, but its answer is lost: the caller hears of a failure. */
    DONE_UNHEARD
  }

  private Faults(Choice choice) {
    this.choice = choice;
  }

  public static Faults at(Choice choice) {
    return new Faults(choice);
  }

  /** Fails the n-th call of one operation. */
  public static Faults onceIn(String operation, int n) {
    var seen = new AtomicInteger();
    return at((_, name) ->
        name.equals(operation) && seen.incrementAndGet() == n ? Fate.NOT_DONE : Fate.WELL);
  }

  /** Fails one call, counted over all operations. */
  public static Faults once(int n, Fate fate) {
    return at((number, _) -> number == n ? fate : Fate.WELL);
  }

  public PreconfirmationStorage in(PreconfirmationStorage storage) {
    InvocationHandler handler = (_, method, arguments) -> call(storage, method, arguments);
    return (PreconfirmationStorage)
        Proxy.newProxyInstance(
            PreconfirmationStorage.class.getClassLoader(),
            new Class<?>[] {PreconfirmationStorage.class},
            handler);
  }

  /** How many calls there were. */
  public int calls() {
    return calls.get();
  }

  /** From now on nothing fails. */
  public void heal() {
    armed = false;
  }

  private @Nullable Object call(
      PreconfirmationStorage storage, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.isDefault()) return InvocationHandler.invokeDefault(in(storage), method, arguments);
    var fate =
        armed && !method.getName().equals("close")
            ? choice.of(calls.incrementAndGet(), method.getName())
            : Fate.WELL;
    if (fate == Fate.NOT_DONE) throw failure(method);
    try {
      var answer = method.invoke(storage, arguments);
      if (fate == Fate.DONE_UNHEARD) throw failure(method);
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static SdkException.Storage failure(Method method) {
    return new SdkException.Storage("made to fail: " + method.getName(), null);
  }
}
