package dev.raydeck.sandbox.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/// Small objects for tests.
final class Samples {
  private Samples() {}

  static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static ObjectNode named(String name) {
    return json("{'metadata':{'name':'%s','namespace':'default'}}".formatted(name));
  }

  static ObjectNode pod(String name) {
    ObjectNode pod = named(name);
    pod.putObject("spec").putArray("containers").addObject().put("name", "c").put("image", "x:1");
    return pod;
  }

  static ObjectNode rayCluster(String name) {
    return json(
        """
        {'apiVersion':'ray.io/v1','kind':'RayCluster',
         'metadata':{'name':'%s','namespace':'default'},
         'spec':{'headGroupSpec':{'template':{'spec':{'containers':[{'name':'h','image':'ray'}]}}},
          'workerGroupSpecs':[{'groupName':'small',
           'template':{'spec':{'containers':[{'name':'w','image':'ray'}]}}}]}}
        """
            .formatted(name));
  }

  static ObjectNode ownedBy(ObjectNode object, ObjectNode owner) {
    ObjectNode reference = Json.child(object, "metadata").putArray("ownerReferences").addObject();
    reference.put("apiVersion", "v1").put("kind", "Owner").put("name", "o");
    reference.put("uid", Json.text(owner, "metadata", "uid"));
    return object;
  }
}
