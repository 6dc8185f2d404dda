package dev.raydeck.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One kubeconfig made of several sandboxes' own, each under a context name of ours; the first is
/// current. Its text holds tokens.
record Kubeconfigs(List<String> names, List<String> texts) {

  static Kubeconfigs of(String name, String kubeconfig) {
    return new Kubeconfigs(List.of(name), List.of(kubeconfig));
  }

  Kubeconfigs and(String name, String kubeconfig) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    List<String> all = new ArrayList<>(texts);
    all.add(kubeconfig);
    return new Kubeconfigs(more, all);
  }

  String text() {
    StringBuilder clusters = new StringBuilder("clusters:\n");
    StringBuilder users = new StringBuilder("users:\n");
    StringBuilder contexts = new StringBuilder("contexts:\n");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String text = texts.get(i);
      clusters.append(
          "- {name: %s, cluster: {server: \"%s\", certificate-authority-data: \"%s\"}}\n"
              .formatted(name, find("server", text), find("certificate-authority-data", text)));
      users.append("- {name: %s, user: {token: \"%s\"}}\n".formatted(name, find("token", text)));
      contexts.append(
          "- {name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: default}}\n"
              .formatted(name));
    }
    return "apiVersion: v1\nkind: Config\ncurrent-context: %s\n".formatted(names.getFirst())
        + clusters
        + users
        + contexts;
  }

  private static String find(String key, String kubeconfig) {
    Matcher found = Pattern.compile(key + ": *\"?([^\"\\s},]+)").matcher(kubeconfig);
    if (!found.find()) {
      throw new IllegalStateException("the kubeconfig has no " + key);
    }
    return found.group(1);
  }
}
