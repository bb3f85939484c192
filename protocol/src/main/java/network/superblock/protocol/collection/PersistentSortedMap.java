package network.superblock.protocol.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An immutable sorted map whose updates cost O(log n) and leave the old map as it was.
 *
 * <p>A slot may start tens of thousands of xTs; copying a {@code TreeMap} at each of them would
 * make the slot quadratic. This is an AVL tree with path copying.
 */
public final class PersistentSortedMap<K extends Comparable<? super K>, V> {

  /** A subtree; {@code Leaf} is the empty one. */
  private sealed interface Tree<K, V> {
    int height();

    int size();
  }

  private record Leaf<K, V>() implements Tree<K, V> {
    @Override
    public int height() {
      return 0;
    }

    @Override
    public int size() {
      return 0;
    }
  }

  private record Node<K, V>(Tree<K, V> left, K key, V value, Tree<K, V> right, int height, int size)
      implements Tree<K, V> {

    static <K, V> Node<K, V> of(Tree<K, V> left, K key, V value, Tree<K, V> right) {
      return new Node<>(
          left,
          key,
          value,
          right,
          1 + Math.max(left.height(), right.height()),
          1 + left.size() + right.size());
    }
  }

  private final Tree<K, V> root;

  private PersistentSortedMap(Tree<K, V> root) {
    this.root = root;
  }

  public static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> empty() {
    return new PersistentSortedMap<K, V>(new Leaf<>());
  }

  public int size() {
    return root.size();
  }

  public boolean containsKey(K key) {
    return get(key).isPresent();
  }

  public Optional<V> get(K key) {
    var tree = root;
    while (tree instanceof Node<K, V> node) {
      var order = key.compareTo(node.key());
      if (order == 0) return Optional.of(node.value());
      tree = order < 0 ? node.left() : node.right();
    }
    return Optional.empty();
  }

  /** This map with {@code key} bound to {@code value}. */
  public PersistentSortedMap<K, V> with(K key, V value) {
    return new PersistentSortedMap<K, V>(insert(root, key, value));
  }

  /** The values in the order of their keys. */
  public List<V> values() {
    var values = new ArrayList<V>(size());
    forEach((_, value) -> values.add(value));
    return values;
  }

  /** Visits every entry in the order of the keys. */
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    visit(root, visitor);
  }

  private static <K, V> void visit(Tree<K, V> tree, BiConsumer<? super K, ? super V> visitor) {
    if (tree instanceof Node<K, V> node) {
      visit(node.left(), visitor);
      visitor.accept(node.key(), node.value());
      visit(node.right(), visitor);
    }
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> insert(
      Tree<K, V> tree, K key, V value) {
    return switch (tree) {
      case Leaf<K, V> leaf -> Node.of(leaf, key, value, leaf);
      case Node<K, V> node -> {
        var order = key.compareTo(node.key());
        if (order == 0) yield Node.of(node.left(), key, value, node.right());
        yield order < 0
            ? balance(insert(node.left(), key, value), node.key(), node.value(), node.right())
            : balance(node.left(), node.key(), node.value(), insert(node.right(), key, value));
      }
    };
  }

  private static <K, V> Node<K, V> balance(Tree<K, V> left, K key, V value, Tree<K, V> right) {
    if (left instanceof Node<K, V> l && l.height() > right.height() + 1) {
      if (l.left().height() < l.right().height() && l.right() instanceof Node<K, V> inner)
        return Node.of(
            Node.of(l.left(), l.key(), l.value(), inner.left()),
            inner.key(),
            inner.value(),
            Node.of(inner.right(), key, value, right));
      return Node.of(l.left(), l.key(), l.value(), Node.of(l.right(), key, value, right));
    }
    if (right instanceof Node<K, V> r && r.height() > left.height() + 1) {
      if (r.right().height() < r.left().height() && r.left() instanceof Node<K, V> inner)
        return Node.of(
            Node.of(left, key, value, inner.left()),
            inner.key(),
            inner.value(),
            Node.of(inner.right(), r.key(), r.value(), r.right()));
      return Node.of(Node.of(left, key, value, r.left()), r.key(), r.value(), r.right());
    }
    return Node.of(left, key, value, right);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersistentSortedMap<?, ?> map && entries().equals(map.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  @Override
  public String toString() {
    return entries().toString();
  }

  private List<List<Object>> entries() {
    var entries = new ArrayList<List<Object>>(size());
    forEach((key, value) -> entries.add(List.of(key, value)));
    return entries;
  }
}
