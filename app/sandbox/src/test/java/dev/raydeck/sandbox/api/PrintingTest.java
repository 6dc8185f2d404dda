package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PrintingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String SPEC =
      "'spec':{'initContainers':[{'name':'i'}],'containers':[{'name':'a'},{'name':'b'}]}";

  @ParameterizedTest(name = "{1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'phase':'Pending'}                                                                                                            | 0/2 | Pending             | 0
          {'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'running':{}}}]}                                              | 0/2 | Init:0/1            | 0
          {'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'waiting':{'reason':'CrashLoopBackOff'}},'restartCount':3}]}   | 0/2 | Init:CrashLoopBackOff | 3
          {'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':1,'reason':'Error'}}}]}              | 0/2 | Init:Error          | 0
          {'phase':'Pending','containerStatuses':[{'name':'a','state':{'waiting':{'reason':'ContainerCreating'}}}]}                      | 0/2 | ContainerCreating   | 0
          {'phase':'Running','containerStatuses':[{'name':'a','ready':true,'state':{'running':{}}},{'name':'b','ready':true,'state':{'running':{}}}]} | 2/2 | Running | 0
          {'phase':'Running','containerStatuses':[{'name':'a','state':{'waiting':{'reason':'CrashLoopBackOff'}},'restartCount':4,'lastState':{'terminated':{'finishedAt':'2026-11-24T11:59:20Z'}}},{'name':'b','ready':true,'state':{'running':{}}}]} | 1/2 | CrashLoopBackOff | 4 (40s ago)
          {'phase':'Failed','containerStatuses':[{'name':'a','state':{'terminated':{'exitCode':137,'reason':'OOMKilled'}}},{'name':'b','state':{'terminated':{'exitCode':0,'reason':'Completed'}}}]} | 0/2 | OOMKilled | 0
          {'phase':'Failed','containerStatuses':[{'name':'a','state':{'terminated':{'exitCode':3}}},{'name':'b','state':{'terminated':{'signal':9}}}]} | 0/2 | ExitCode:3 | 0
          {'phase':'Failed','reason':'Evicted'}                                                                                          | 0/2 | Evicted             | 0
          {'phase':'Running','conditions':[{'type':'Ready','status':'False'}],'containerStatuses':[{'name':'a','state':{'terminated':{'reason':'Completed'}}},{'name':'b','ready':true,'state':{'running':{}}}]} | 1/2 | NotReady | 0
          """)
  void printsPods(String status, String ready, String reason, String restarts) {
    ObjectNode pod = Samples.json("{" + SPEC + ",'status':" + status + "}");

    assertThat(PodRow.cells(pod, NOW)).containsExactly(ready, reason, restarts);
  }

  @Test
  void printsTerminatingUntilThePodHasEnded() {
    String metadata = "'metadata':{'deletionTimestamp':'2026-11-24T12:00:00Z'}";
    ObjectNode running =
        Samples.json("{" + metadata + "," + SPEC + ",'status':{'phase':'Running'}}");
    ObjectNode failed = Samples.json("{" + metadata + "," + SPEC + ",'status':{'phase':'Failed'}}");

    assertThat(PodRow.cells(running, NOW).get(1)).isEqualTo("Terminating");
    assertThat(PodRow.cells(failed, NOW).get(1)).isEqualTo("Failed");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0s",
    "PT-5S, <invalid>",
    "PT119S, 119s",
    "PT2M, 2m",
    "PT3M28S, 3m28s",
    "PT42M9S, 42m",
    "PT179M, 179m",
    "PT3H, 3h",
    "PT5H20M, 5h20m",
    "PT30H, 30h",
    "P3DT4H, 3d4h",
    "P20D, 20d",
    "P800D, 2y70d",
    "P4000D, 10y"
  })
  void writesAges(Duration age, String text) {
    assertThat(HumanDuration.of(age)).isEqualTo(text);
  }

  @Test
  void leavesAbsentRayClusterColumnsBlank() {
    ObjectNode fresh =
        Samples.json("{'metadata':{'name':'c','creationTimestamp':'2026-11-24T11:56:32Z'}}");
    ObjectNode ready =
        Samples.json(
            "{'metadata':{'name':'c','creationTimestamp':'2026-11-24T11:56:32Z'},'status':{'desiredWorkerReplicas':1,'availableWorkerReplicas':1,'desiredCPU':'2','desiredMemory':'3Gi','desiredGPU':'0','desiredTPU':'0','state':'ready','head':{'podIP':'10.244.1.2','serviceIP':'10.244.1.2'}}}");

    assertThat(cells(fresh))
        .isEqualTo("['c',null,null,null,null,null,null,null,'3m28s',null,null]");
    assertThat(cells(ready))
        .isEqualTo("['c',1,1,'2','3Gi','0','0','ready','3m28s','10.244.1.2','10.244.1.2']");
  }

  private static String cells(ObjectNode object) {
    List<String> cells =
        Columns.of(Kinds.RAY_CLUSTERS).stream()
            .map(column -> column.cell().apply(object, NOW).toString())
            .toList();
    return ("[" + String.join(",", cells) + "]").replace('"', '\'');
  }
}
