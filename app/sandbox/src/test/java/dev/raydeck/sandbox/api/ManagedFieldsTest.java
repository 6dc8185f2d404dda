package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who last wrote which field, as kube-wire's `managedfields.yaml` and `409-apply-conflict` have
/// it.
class ManagedFieldsTest {
  private static final TestServer SERVER = new TestServer();
  private static final String CLUSTERS = "/apis/ray.io/v1/namespaces/default/rayclusters";
  private static final String MAPS = "/api/v1/namespaces/default/configmaps/";
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String FIELDS =
      """
      {'apiVersion':'ray.io/v1','kind':'RayCluster','metadata':{'name':'fields','annotations':
        {'kubectl.kubernetes.io/last-applied-configuration':'{}'}},
       'spec':{'autoscalerOptions':{'idleTimeoutSeconds':60},'enableInTreeAutoscaling':true,
        'headGroupSpec':{'rayStartParams':{},'template':{'spec':{
         'containers':[{'image':'rayproject/ray:2.52.0','name':'ray-head'}],
         'nodeSelector':{'golden.example/never':'true'}}}},
        'rayVersion':'2.52.0',
        'workerGroupSpecs':[{'groupName':'small-group','maxReplicas':3,'minReplicas':0,
         'rayStartParams':{},'replicas':1,'template':{'spec':{
          'containers':[{'image':'rayproject/ray:2.52.0','name':'ray-worker'}]}}}]}}
      """;

  @AfterAll
  static void stop() throws Exception {
    SERVER.close();
  }

  private static List<String> entries(HttpResponse<String> answer) {
    return Json.entries(TestServer.json(answer).path("metadata").path("managedFields")).stream()
        .map(entry ->
            "%s %s %s"
                .formatted(
                    Json.text(entry, "manager"),
                    Json.text(entry, "operation"),
                    entry.path("fieldsV1")))
        .toList();
  }

  @Test
  void movesAFieldToWhoeverChangedItLast() throws Exception {
    String json = "application/json";
    SERVER.send("POST", CLUSTERS + "?fieldManager=kubectl-client-side-apply", json, FIELDS);
    SERVER.send(
        "PATCH",
        CLUSTERS + "/fields?fieldManager=raydeck",
        "application/merge-patch+json",
        "{'spec':{'autoscalerOptions':{'idleTimeoutSeconds':20}}}");
    HttpResponse<String> answer =
        SERVER.send(
            "PATCH",
            CLUSTERS + "/fields?fieldManager=autoscaler",
            "application/json-patch+json",
            "[{'op':'replace','path':'/spec/workerGroupSpecs/0/replicas','value':2}]");
    assertThat(entries(answer))
        .containsExactlyInAnyOrder(
            "kubectl-client-side-apply Update {\"f:metadata\":{\"f:annotations\":{\".\":{},\"f:kubectl.kubernetes.io/last-applied-configuration\":{}}},\"f:spec\":{\".\":{},\"f:autoscalerOptions\":{},\"f:enableInTreeAutoscaling\":{},\"f:headGroupSpec\":{\".\":{},\"f:rayStartParams\":{},\"f:template\":{\".\":{},\"f:spec\":{\".\":{},\"f:containers\":{\".\":{},\"k:{\\\"name\\\":\\\"ray-head\\\"}\":{\".\":{},\"f:image\":{},\"f:name\":{}}},\"f:nodeSelector\":{}}}},\"f:rayVersion\":{}}}",
            "raydeck Update {\"f:spec\":{\"f:autoscalerOptions\":{\"f:idleTimeoutSeconds\":{}}}}",
            "autoscaler Update {\"f:spec\":{\"f:workerGroupSpecs\":{}}}");
  }

  @Test
  void tellsStatusApart() throws Exception {
    SERVER.send("POST", CLUSTERS, "application/json", FIELDS.replace("'fields'", "'status'"));
    HttpResponse<String> answer =
        SERVER.send(
            "PATCH",
            CLUSTERS + "/status/status?fieldManager=kuberay-operator",
            "application/merge-patch+json",
            "{'status':{'state':'ready'}}");
    JsonNode last =
        Json.entries(TestServer.json(answer).path("metadata").path("managedFields")).getLast();
    assertThat(Json.text(last, "subresource")).isEqualTo("status");
    assertThat(last.path("fieldsV1")).hasToString("{\"f:status\":{\".\":{},\"f:state\":{}}}");
  }

  @Test
  void refusesAnApplyOverAnothersFieldUnlessForced() throws Exception {
    String map =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'st-ssa'},'data':{'a':'%s'}}";
    SERVER.send("PATCH", MAPS + "st-ssa?fieldManager=one", APPLY, map.formatted("1"));
    HttpResponse<String> refused =
        SERVER.send("PATCH", MAPS + "st-ssa?fieldManager=two", APPLY, map.formatted("2"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(TestServer.json(refused))
        .hasToString(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"Apply failed with 1 conflict: conflict with \\\"one\\\": .data.a\",\"reason\":\"Conflict\",\"details\":{\"causes\":[{\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"one\\\"\",\"field\":\".data.a\"}]},\"code\":409}");

    HttpResponse<String> forced =
        SERVER.send(
            "PATCH", MAPS + "st-ssa?fieldManager=two&force=true", APPLY, map.formatted("2"));
    assertThat(forced.statusCode()).isEqualTo(200);
    assertThat(entries(forced))
        .containsExactlyInAnyOrder(
            "one Apply {\"f:data\":{}}", "two Apply {\"f:data\":{\".\":{},\"f:a\":{}}}");
  }

  @Test
  void sharesAFieldThatTwoDeclareAlike() throws Exception {
    String map =
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'shared'},'data':{'a':'1'}}";
    SERVER.send("PATCH", MAPS + "shared?fieldManager=one", APPLY, map);
    HttpResponse<String> both = SERVER.send("PATCH", MAPS + "shared?fieldManager=two", APPLY, map);
    assertThat(both.statusCode()).isEqualTo(200);
    assertThat(entries(both)).hasSize(2);
    HttpResponse<String> again = SERVER.send("PATCH", MAPS + "shared?fieldManager=two", APPLY, map);
    assertThat(TestServer.json(again)).as("nothing new").isEqualTo(TestServer.json(both));
  }
}
