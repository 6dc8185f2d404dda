package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PatchTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          what                    | before                | patch                                                        | after
          add a member            | {'a':1}               | [{'op':'add','path':'/b','value':2}]                         | {'a':1,'b':2}
          replace a missing one   | {'a':{}}              | [{'op':'replace','path':'/a/b','value':{'c':[]}}]            | {'a':{'b':{'c':[]}}}
          remove                  | {'a':1,'b':2}         | [{'op':'remove','path':'/a'}]                                | {'b':2}
          insert into a list      | {'l':[1,3]}           | [{'op':'add','path':'/l/1','value':2}]                       | {'l':[1,2,3]}
          append to a list        | {'l':[1]}             | [{'op':'add','path':'/l/-','value':2}]                       | {'l':[1,2]}
          replace an entry        | {'l':[1,2]}           | [{'op':'replace','path':'/l/0','value':9}]                   | {'l':[9,2]}
          test, then change       | {'l':[{'g':'s'}]}     | [{'op':'test','path':'/l/0/g','value':'s'},{'op':'add','path':'/l/0/m','value':5}] | {'l':[{'g':'s','m':5}]}
          test missing for null   | {}                    | [{'op':'test','path':'/a','value':null}]                     | {}
          move                    | {'a':1}               | [{'op':'move','from':'/a','path':'/b'}]                      | {'b':1}
          copy                    | {'a':[1]}             | [{'op':'copy','from':'/a','path':'/b'}]                      | {'a':[1],'b':[1]}
          escaped names           | {'a/b':1}             | [{'op':'replace','path':'/a~1b','value':2}]                  | {'a/b':2}
          """)
  void appliesJsonPatches(String what, String before, String patch, String after) {
    assertThat(JsonPatch.apply(tree(patch), Samples.json(before))).isEqualTo(Samples.json(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'op':'remove','path':'/none'}
          {'op':'test','path':'/a','value':2}
          {'op':'add','path':'/l/5','value':2}
          {'op':'replace','path':'/l/1','value':2}
          {'op':'replace','path':'/none/b','value':2}
          {'op':'nonsense','path':'/a'}
          {'op':'add','path':'a','value':1}
          """)
  void refusesBrokenJsonPatchesAllInTheSameWords(String operation) {
    ObjectNode object = Samples.json("{'a':1,'l':[1]}");

    assertThatThrownBy(() -> JsonPatch.apply(tree("[" + operation + "]"), object))
        .hasMessage("the server rejected our request due to an error in our request")
        .extracting(e -> ((ApiException) e).code())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':1}          | {'a':2}               | {'a':2}
          {'a':1,'b':2}    | {'a':null}            | {'b':2}
          {'a':{'x':1}}    | {'a':{'y':2}}         | {'a':{'x':1,'y':2}}
          {'l':[1,2]}      | {'l':[3]}             | {'l':[3]}
          {'a':1}          | {'a':{'b':{'c':1}}}   | {'a':{'b':{'c':1}}}
          """)
  void appliesMergePatches(String before, String patch, String after) {
    assertThat(MergePatch.apply(Samples.json(patch), Samples.json(before)))
        .isEqualTo(Samples.json(after));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          merges by name    | {'spec':{'containers':[{'name':'a','image':'1'},{'name':'b','image':'1'}]}} | {'spec':{'containers':[{'name':'b','image':'2'}]}}                     | {'spec':{'containers':[{'name':'a','image':'1'},{'name':'b','image':'2'}]}}
          deletes by name   | {'spec':{'containers':[{'name':'a'},{'name':'b'}]}}                         | {'spec':{'containers':[{'name':'a','$patch':'delete'}]}}               | {'spec':{'containers':[{'name':'b'}]}}
          keeps the order   | {'spec':{'containers':[{'name':'a'}]}}                                      | {'spec':{'$setElementOrder/containers':[{'name':'z'},{'name':'a'}],'containers':[{'name':'z'}]}} | {'spec':{'containers':[{'name':'z'},{'name':'a'}]}}
          replaces on order | {'spec':{'nodeSelector':{'a':'b'}}}                                         | {'spec':{'nodeSelector':{'$patch':'replace','c':'d'}}}                 | {'spec':{'nodeSelector':{'c':'d'}}}
          unites finalizers | {'metadata':{'finalizers':['a']}}                                           | {'metadata':{'finalizers':['b','a']}}                                  | {'metadata':{'finalizers':['a','b']}}
          takes out of them | {'metadata':{'finalizers':['a','b']}}                                       | {'metadata':{'$deleteFromPrimitiveList/finalizers':['a']}}             | {'metadata':{'finalizers':['b']}}
          replaces args     | {'spec':{'containers':[{'name':'a','args':['1','2']}]}}                     | {'spec':{'containers':[{'name':'a','args':['3']}]}}                    | {'spec':{'containers':[{'name':'a','args':['3']}]}}
          """)
  void appliesStrategicPatches(String what, String before, String patch, String after) {
    JsonNode schema = Schemas.of(Kinds.PODS).orElseThrow();

    assertThat(StrategicMergePatch.apply(schema, Samples.json(patch), Samples.json(before)))
        .isEqualTo(Samples.json(after));
  }

  private static JsonNode tree(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
