package network.superblock.xtqueue.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.queue.Refusal;
import network.superblock.runtime.http.ProblemType;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** Lists in OpenAPI the problems that each operation answers with. */
@Configuration(proxyBeanMethods = false)
class ProblemDocumentation {

  @Bean
  OpenApiCustomizer problemsOfOperations() {
    return api ->
        api.getPaths()
            .forEach((path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> document(operation, of(path, method))));
  }

  private static List<ProblemType> of(String path, HttpMethod method) {
    var problems = new ArrayList<>(List.of(ProblemType.UNAVAILABLE));
    if (path.contains("{") || method == HttpMethod.GET) problems.add(ProblemType.INVALID_PARAMETER);
    if (path.contains("{")) problems.add(ProblemType.NOT_FOUND);
    if (path.endsWith("/xts/events")) problems.add(ProblemType.EVENTS_GONE);
    if (method == HttpMethod.DELETE) problems.add(XtController.NOT_QUEUED);
    if (method == HttpMethod.POST && path.contains("/xts")) problems.addAll(ofRequests());
    if (path.endsWith("/simulate")) problems.addAll(ofSimulations());
    return problems;
  }

  private static List<ProblemType> ofRequests() {
    var problems =
        new ArrayList<>(
            List.of(
                ProblemType.MALFORMED_BODY,
                ProblemType.BODY_TOO_LARGE,
                ProblemType.UNSUPPORTED_MEDIA_TYPE));
    Arrays.stream(Refusal.values()).map(RefusalProblems::of).forEach(problems::add);
    return problems;
  }

  private static List<ProblemType> ofSimulations() {
    return List.of(
        SimulationController.SEQUENCER_SILENT,
        SimulationController.SEQUENCER_DECLINED,
        SimulationController.TOO_DEEP,
        SimulationController.TOO_SLOW,
        SimulationController.BUSY);
  }

  private static void document(Operation operation, List<ProblemType> problems) {
    problems.stream()
        .collect(groupingBy(problem -> problem.status().value(), TreeMap::new, toList()))
        .forEach((status, types) ->
            operation.getResponses().addApiResponse(Integer.toString(status), response(types)));
  }

  private static ApiResponse response(List<ProblemType> problems) {
    var media = new io.swagger.v3.oas.models.media.MediaType().schema(schema(problems));
    return new ApiResponse()
        .description(problems.stream().map(ProblemType::title).collect(joining("; ")))
        .content(new Content().addMediaType(MediaType.APPLICATION_PROBLEM_JSON_VALUE, media));
  }

  /** See RFC 9457. */
  private static Schema<?> schema(List<ProblemType> problems) {
    var type = new StringSchema();
    problems.forEach(problem -> type.addEnumItem(problem.uri().toString()));
    return new ObjectSchema()
        .addProperty("type", type)
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema());
  }
}
