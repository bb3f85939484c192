package network.superblock.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every manifest of every example against Kubernetes' types and our schemas. */
class ManifestsTest {

  static List<Named<Chart.Rendered>> all() {
    return Chart.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFieldIsOneOfKubernetes(Chart.Rendered rendered) {
    assertThat(rendered.manifests()).hasSizeGreaterThan(20);
    for (var manifest : rendered.manifests())
      if (KubernetesModel.has(manifest.path("kind").asString("")))
        assertThat(KubernetesModel.complaint(manifest)).as(label(manifest)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyManifestFitsItsSchema(Chart.Rendered rendered) {
    for (var manifest : rendered.manifests())
      assertThat(ManifestSchema.complaints(manifest)).as(label(manifest)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTwoManifestsHaveTheSameName(Chart.Rendered rendered) {
    assertThat(rendered.manifests().stream().map(ManifestsTest::label)).doesNotHaveDuplicates();
  }

  @Test
  void theExamplesHaveEveryKind() {
    var kinds = new TreeSet<String>();
    for (var rendered : Chart.all())
      rendered.getPayload().manifests().forEach(each -> kinds.add(each.path("kind").asString("")));
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "ConfigMap",
            "Deployment",
            "Job",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "PrometheusRule",
            "Service",
            "ServiceAccount",
            "ServiceMonitor",
            "StatefulSet");
  }

  /** So that the checks can fail. */
  @Test
  void anUnknownFieldAndAWrongOneAreSeen() {
    var deployment = Chart.trial().of("Deployment").getFirst().deepCopy();
    var container = (ObjectNode) deployment.at("/spec/template/spec/containers/0");
    container.put("imagePullPolice", "Always");
    assertThat(KubernetesModel.complaint(deployment).orElse("")).contains("imagePullPolice");
    assertThat(ManifestSchema.complaints(deployment)).isEmpty();

    container.remove("imagePullPolice");
    container.put("imagePullPolicy", "Sometimes");
    container.remove("resources");
    assertThat(KubernetesModel.complaint(deployment)).isEmpty();
    assertThat(String.join("\n", ManifestSchema.complaints(deployment)))
        .contains("imagePullPolicy", "resources");
  }

  private static String label(JsonNode manifest) {
    return manifest.path("kind").asString("") + " " + Chart.name(manifest);
  }
}
