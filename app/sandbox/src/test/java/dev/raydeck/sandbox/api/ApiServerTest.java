package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ApiServerTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String CLUSTERS = "/apis/ray.io/v1/namespaces/default/rayclusters";
  private static final String JSON = "application/json";
  private static final TestServer SERVER = new TestServer();

  @BeforeAll
  static void fill() {
    SERVER.store.create(Kinds.CONFIG_MAPS, Samples.named("st"));
    SERVER.store.create(Kinds.RAY_CLUSTERS, Samples.rayCluster("rc"));
    SERVER.store.create(Kinds.PODS, Samples.pod("pending-1"));
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          admin  | GET    | /api/v1/namespaces/default/configmaps/none               | 404 | configmaps "none" not found
          admin  | GET    | /apis/ray.io/v1/namespaces/default/rayclusters/none      | 404 | rayclusters.ray.io "none" not found
          admin  | GET    | /apis/ray.io/v1/namespaces/default/rayclusters/rc/scale  | 404 | rayclusters.ray.io "rc" not found
          admin  | GET    | /api/v1/namespaces/default/widgets                       | 404 | the server could not find the requested resource
          wrong  | GET    | /version                                                 | 401 | Unauthorized
          nobody | GET    | /api/v1/namespaces/default/pods                          | 403 | pods is forbidden: User "nobody" cannot list resource "pods" in API group "" in the namespace "default"
          nobody | GET    | /api/v1/namespaces/default/pods/x/log                    | 403 | pods "x" is forbidden: User "nobody" cannot get resource "pods/log" in API group "" in the namespace "default"
          viewer | DELETE | /apis/ray.io/v1/namespaces/default/rayclusters/rc        | 403 | rayclusters.ray.io "rc" is forbidden: User "viewer" cannot delete resource "rayclusters" in API group "ray.io" in the namespace "default"
          viewer | GET    | /api/v1/namespaces/default/pods/pending-1/exec?command=x | 403 | pods "pending-1" is forbidden: User "viewer" cannot get resource "pods/exec" in API group "" in the namespace "default"
          robot  | GET    | /api/v1/namespaces/kube-system/pods                      | 403 | pods is forbidden: User "system:serviceaccount:default:robot" cannot list resource "pods" in API group "" in the namespace "kube-system"
          admin  | GET    | /api/v1/namespaces/default/pods/pending-1/exec?command=x | 400 | pod pending-1 does not have a host assigned
          admin  | GET    | /api/v1/namespaces/default/configmaps?fieldSelector=data.a%3D1 | 400 | "data.a" is not a known field selector: only "metadata.name", "metadata.namespace"
          admin  | GET    | /api/v1/namespaces/default/configmaps?limit=abc          | 400 | strconv.ParseInt: parsing "abc": invalid syntax
          admin  | GET    | /api/v1/namespaces/default/configmaps?watch=1&resourceVersion=abc | 500 | resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax
          admin  | POST   | /api/v1/namespaces/default/configmaps/st                 | 405 | the server does not allow this method on the requested resource
          """)
  void refusesInTheWordsOfTheRealServer(
      String user, String method, String path, int code, String message) throws Exception {
    HttpRequest request =
        SERVER.request(user, path).method(method, HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> response =
        SERVER.client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(Json.text(TestServer.json(response), "message")).isEqualTo(message);
    assertThat(Json.text(TestServer.json(response), "kind")).isEqualTo("Status");
  }

  @Test
  void answersUnknownPathsInPlainText() throws Exception {
    HttpResponse<String> response = SERVER.get("admin", "/apis/nope.io/v1/things");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("404 page not found\n");
  }

  @Test
  void letsServiceAccountsDoWhatTheAutoscalerDoes() throws Exception {
    String patch =
        "[{'op':'replace','path':'/spec/workerGroupSpecs/0/scaleStrategy','value':{'workersToDelete':['w']}}]";
    HttpRequest request =
        SERVER
            .request("robot", CLUSTERS + "/rc")
            .header("Content-Type", "application/json-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(patch.replace('\'', '"')))
            .build();
    HttpResponse<String> response =
        SERVER.client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(
            TestServer.json(response)
                .at("/spec/workerGroupSpecs/0/scaleStrategy/workersToDelete/0")
                .asString())
        .isEqualTo("w");
  }

  @Test
  void pagesThroughTheListAsItWas() throws Exception {
    for (String name : List.of("page-1", "page-2", "page-3")) {
      SERVER.send(
          "POST", MAPS, JSON, "{'metadata':{'name':'%s','labels':{'page':'y'}}}".formatted(name));
    }
    ObjectNode first =
        TestServer.json(SERVER.get("admin", MAPS + "?labelSelector=page+in+(y,z)&limit=2"));
    SERVER.send("DELETE", MAPS + "/page-3", JSON, "{}");
    String token = Json.text(first, "metadata", "continue");
    ObjectNode second =
        TestServer.json(
            SERVER.get("admin", MAPS + "?labelSelector=page+in+(y,z)&limit=2&continue=" + token));

    assertThat(first.path("items")).hasSize(2);
    assertThat(first.path("metadata").has("remainingItemCount")).isFalse();
    assertThat(second.at("/items/0/metadata/name").asString()).isEqualTo("page-3");
    assertThat(second.path("items").path(0).has("kind")).isFalse();
    assertThat(Json.text(second, "metadata", "continue")).isEmpty();
  }

  @Test
  void tellsAWatchFromAnOldVersionThatItIsExpired() throws Exception {
    HttpResponse<String> response =
        SERVER.get("admin", MAPS + "?watch=true&resourceVersion=1&timeoutSeconds=5");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body().lines()).hasSize(1);
    assertThat(response.body())
        .startsWith("{\"type\":\"ERROR\"")
        .contains("too old resource version: 1 (")
        .contains("\"code\":410");
  }

  @Test
  void tellsObjectsThatEnterAndLeaveASelection() throws Exception {
    String name = "/wanders";
    SERVER.send("POST", MAPS, JSON, "{'metadata':{'name':'wanders'}}");
    String version = Long.toString(SERVER.store.resourceVersion());
    label(name, "'yes'");
    label(name, "null");

    HttpResponse<String> response =
        SERVER.get(
            "admin",
            MAPS + "?watch=true&labelSelector=here&timeoutSeconds=1&resourceVersion=" + version);

    List<ObjectNode> events = response.body().lines().map(line -> Samples.json(line)).toList();
    assertThat(events)
        .extracting(event -> Json.text(event, "type"))
        .containsExactly("ADDED", "DELETED");
    assertThat(Json.text(events.get(1), "object", "metadata", "labels", "here")).isEqualTo("yes");
    assertThat(Json.text(events.get(1), "object", "metadata", "resourceVersion"))
        .isEqualTo(
            Json.text(
                SERVER.store.find(Kinds.CONFIG_MAPS, "default", "wanders").orElseThrow(),
                "metadata",
                "resourceVersion"));
  }

  @Test
  void streamsAListAndMarksItsEnd() throws Exception {
    HttpResponse<String> response =
        SERVER.get(
            "admin",
            CLUSTERS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1");

    List<String> lines = response.body().lines().toList();
    assertThat(lines.getFirst()).startsWith("{\"type\":\"ADDED\"");
    assertThat(lines.get(1))
        .startsWith("{\"type\":\"BOOKMARK\"")
        .contains("\"k8s.io/initial-events-end\":\"true\"");
  }

  @Test
  void keepsNothingOfADryRun() throws Exception {
    HttpResponse<String> response =
        SERVER.send("POST", MAPS + "?dryRun=All", JSON, "{'metadata':{'name':'dry'}}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(SERVER.store.find(Kinds.CONFIG_MAPS, "default", "dry")).isEmpty();
  }

  @Test
  void checksFieldsAsStrictlyAsAsked() throws Exception {
    String body = "{'metadata':{'name':'fields'},'datta':{}}";
    HttpResponse<String> strict = SERVER.send("POST", MAPS + "?fieldValidation=Strict", JSON, body);
    HttpResponse<String> warn = SERVER.send("POST", MAPS, JSON, body);

    assertThat(strict.statusCode()).isEqualTo(400);
    assertThat(Json.text(TestServer.json(strict), "message"))
        .endsWith("strict decoding error: unknown field \"datta\"");
    assertThat(warn.statusCode()).isEqualTo(201);
    assertThat(warn.headers().firstValue("Warning"))
        .contains("299 - \"unknown field \\\"datta\\\"\"");
  }

  @Test
  void comparesVersionsBeforeItReplaces() throws Exception {
    ObjectNode current = SERVER.store.find(Kinds.RAY_CLUSTERS, "default", "rc").orElseThrow();
    Json.child(current, "metadata").put("resourceVersion", "5");
    HttpResponse<String> stale = SERVER.send("PUT", CLUSTERS + "/rc", JSON, current.toString());
    Json.child(current, "metadata").remove("resourceVersion");
    HttpResponse<String> none = SERVER.send("PUT", CLUSTERS + "/rc", JSON, current.toString());

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(Json.text(TestServer.json(stale), "reason")).isEqualTo("Conflict");
    assertThat(none.statusCode()).isEqualTo(422);
  }

  @Test
  void writesAKubeconfigWithEverythingInIt() {
    assertThat(SERVER.server.kubeconfig("sandbox", "default", "admin"))
        .contains("server: https://127.0.0.1:")
        .contains("certificate-authority-data: ")
        .contains("token: admin");
  }

  private static void label(String name, String value) throws Exception {
    SERVER.send(
        "PATCH",
        MAPS + name,
        "application/merge-patch+json",
        "{'metadata':{'labels':{'here':%s}}}".formatted(value));
  }
}
