package network.superblock.deploy.chart;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Kubernetes' own types, read so that a field that they do not have is an error. */
final class KubernetesModel {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          entry("ConfigMap", ConfigMap.class),
          entry("Service", Service.class),
          entry("ServiceAccount", ServiceAccount.class),
          entry("Deployment", Deployment.class),
          entry("StatefulSet", StatefulSet.class),
          entry("Job", Job.class),
          entry("NetworkPolicy", NetworkPolicy.class),
          entry("PodDisruptionBudget", PodDisruptionBudget.class));

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private KubernetesModel() {}

  /** The types take every unknown field into a map of their own, which is not to be used here. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static boolean has(String kind) {
    return TYPES.containsKey(kind);
  }

  /** What is wrong with the field names and types of a manifest. */
  static Optional<String> complaint(JsonNode manifest) {
    try {
      STRICT.readValue(manifest.toString(), TYPES.get(manifest.path("kind").asString("")));
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
