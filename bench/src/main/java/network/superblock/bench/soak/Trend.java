package network.superblock.bench.soak;

import java.util.List;

/**
 * The straight line that comes nearest to equally distant values (least squares).
 *
 * @param slope by how much it rises from one value to the next
 * @param mean of the values
 */
record Trend(double slope, double mean, int values) {

  static Trend of(List<Double> values) {
    if (values.size() < 2) throw new IllegalArgumentException("no line through one point");
    var middle = (values.size() - 1) / 2.0;
    var mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    var above = 0.0;
    var below = 0.0;
    for (var i = 0; i < values.size(); i++) {
      above += (i - middle) * (values.get(i) - mean);
      below += (i - middle) * (i - middle);
    }
    return new Trend(above / below, mean, values.size());
  }

  /** How much it rises from the first value to the last, as a part of the mean. */
  double growth() {
    return mean == 0 ? 0 : slope * (values - 1) / mean;
  }
}
