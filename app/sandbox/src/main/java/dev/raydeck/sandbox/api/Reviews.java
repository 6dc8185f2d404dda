package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `auth can-i` and `auth whoami`: reviews that are answered and not kept.
final class Reviews {
  private Reviews() {}

  static boolean isReview(Target target) {
    return List.of("authorization.k8s.io", "authentication.k8s.io").contains(target.group())
        && List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews")
            .contains(target.resource());
  }

  static void answer(Exchange exchange, Target target, Caller caller, InstantSource clock)
      throws IOException {
    if (!exchange.method().equals("POST")) {
      throw new ApiException(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource",
          Json.object());
    }
    String name =
        switch (target.resource()) {
          case "selfsubjectaccessreviews" -> "SelfSubjectAccessReview";
          case "selfsubjectrulesreviews" -> "SelfSubjectRulesReview";
          default -> "SelfSubjectReview";
        };
    Kind kind = new Kind(target.group(), target.version(), target.resource(), name, false);
    ObjectNode body = Bodies.raw(exchange, kind);
    ObjectNode review = Json.object();
    review.put("kind", name).put("apiVersion", kind.apiVersion()).putObject("metadata");
    switch (name) {
      case "SelfSubjectAccessReview" -> access(caller, body, review);
      case "SelfSubjectRulesReview" -> rules(caller, body, review);
      default -> {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Json.child(review, "metadata").put("creationTimestamp", now);
        ObjectNode user = review.putObject("status").putObject("userInfo");
        user.put("username", caller.user());
        caller.groups().forEach(group -> user.withArray("groups").add(group));
      }
    }
    exchange.send(201, review);
  }

  private static void access(Caller caller, ObjectNode body, ObjectNode review) {
    JsonNode spec = body.path("spec");
    review.set("spec", spec.isObject() ? spec : Json.object());
    boolean allowed;
    if (spec.has("nonResourceAttributes")) {
      allowed = Rights.allowsPath(caller, Json.text(spec, "nonResourceAttributes", "path"));
    } else {
      JsonNode wish = spec.path("resourceAttributes");
      allowed =
          Rights.allows(
              caller,
              new Rights.Wish(
                  Json.text(wish, "verb"),
                  Json.text(wish, "group"),
                  Json.text(wish, "resource"),
                  Json.text(wish, "subresource"),
                  Json.text(wish, "namespace"),
                  Json.text(wish, "name")));
    }
    review.putObject("status").put("allowed", allowed);
  }

  private static void rules(Caller caller, ObjectNode body, ObjectNode review) {
    String namespace = Json.text(body, "spec", "namespace");
    review.putObject("spec");
    ObjectNode status = review.putObject("status");
    status.putArray("resourceRules");
    status.putArray("nonResourceRules");
    for (Kind kind : Kinds.all()) {
      List<String> verbs =
          List.of("get", "list", "watch", "create", "update", "patch", "delete").stream()
              .filter(verb ->
                  Rights.allows(
                      caller,
                      new Rights.Wish(verb, kind.group(), kind.plural(), "", namespace, "")))
              .toList();
      if (!verbs.isEmpty()) {
        ObjectNode rule = status.withArray("resourceRules").addObject();
        verbs.forEach(verb -> rule.withArray("verbs").add(verb));
        rule.putArray("apiGroups").add(kind.group());
        rule.putArray("resources").add(kind.plural());
      }
    }
    status.put("incomplete", false);
  }
}
